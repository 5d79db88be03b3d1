import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the types of the SDK need no more than ES2022 and those of Node', (t) => {
  // Within the repository, so that packages are found; git does not see it.
  mkdirSync(join(root, '.test-results'), { recursive: true });
  const folder = mkdtempSync(join(root, '.test-results', 'types-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const consumer = join(folder, 'consumer.ts');
  const text = `import { UsageClient, createUpstream } from '@usage/sdk';
    new UsageClient({ url: '/usage', headers: new Headers(), credentials: 'include', fetch });
    createUpstream({ baseUrl: 'https://a.test', headers: async () => ({ authorization: 'x' }) });
    // @ts-expect-error: no header
    new UsageClient({ url: '/usage', headers: { authorization: 1 } });
    // @ts-expect-error: there is no such value
    new UsageClient({ url: '/usage', credentials: 'always' });`;
  writeFileSync(consumer, text);
  const program = ts.createProgram([consumer], {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  });
  const errors = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  assert.deepEqual(errors, []);
});
