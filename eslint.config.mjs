import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '**/.svelte-kit/', 'bench/peers/', 'test/packages/apps/'] },
  tseslint.configs.recommended,
  {
    files: ['packages/*/src/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      // An abort's reason is passed through as it is, and `async` turns a throw into a rejection.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // The compiler's own flags decide about these.
    rules: { '@typescript-eslint/no-unused-vars': 'off' },
  },
  {
    files: ['packages/dashboard/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/best-practice']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      // Not redundant: with another `display`, engines forget that a table is one.
      'lit-a11y/no-redundant-role': 'off',
    },
  },
  {
    files: ['packages/dashboard/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['document', 'ownerDocument', 'parentNode', 'parentElement'].flatMap(byName),
      ],
    },
  },
);

/**
 * Reading anything of what has this name, and a parent at all.
 * @param {string} name
 */
function byName(name) {
  const message = 'An element of the page may have this name: see genuine.ts.';
  const isParent = name.startsWith('parent');
  const of = [`[object.name='${name}']`, `[object.property.name='${name}']`, isParent && `[property.name='${name}']`];
  return of.filter(Boolean).map((which) => ({ selector: `MemberExpression${which}`, message }));
}
