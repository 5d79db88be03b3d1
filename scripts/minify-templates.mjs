import { transform } from 'esbuild';
import MagicString from 'magic-string';

/** The oldest engines that are supported: CSS is not written in older words than they need. */
const target = ['chrome123', 'firefox128', 'safari17.5'];

/**
 * Rollup plugin: Lit's templates without the layout that they have in the source. Styles go through a CSS
 * minifier. In markup, as in JSX, white space that holds a line break and touches a tag is no text.
 * @returns {import('rollup').Plugin}
 */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    async transform(code, id) {
      if (!/packages[\\/]dashboard[\\/]dist/.test(id)) return null;
      const minified = new MagicString(code);
      for (const { tag, quasi } of taggedTemplates(this.parse(code))) {
        const texts = quasi.quasis.map(({ value }) => value.cooked ?? '');
        if (tag.name === 'css' && texts.length > 1) this.error(`${id}: the bundle takes styles without expressions.`);
        const short = tag.name === 'css' ? [await minifyStyles(texts)] : minifyMarkup(texts);
        quasi.quasis.forEach(({ start, end }, index) => {
          if (end > start) minified.update(start, end, escape(short[index] ?? ''));
        });
      }
      return minified.hasChanged()
        ? { code: minified.toString(), map: minified.generateMap({ hires: true }).toString() }
        : null;
    },
  };
}

const tags = ['css', 'html', 'svg'];

/**
 * @param {any} node
 * @returns {Generator<{ tag: { name: string }, quasi: { quasis: { start: number, end: number, value: { cooked?: string } }[] } }>}
 */
function* taggedTemplates(node) {
  if (node?.type === 'TaggedTemplateExpression' && tags.includes(node.tag.name)) yield node;
  for (const child of Object.values(node ?? {})) if (typeof child === 'object') yield* taggedTemplates(child);
}

/** @param {readonly string[]} texts */
async function minifyStyles([text = '']) {
  const { code } = await transform(text, { loader: 'css', minify: true, charset: 'utf8', target });
  return code.trimEnd();
}

/**
 * @param {readonly string[]} texts What stands before, between and after the expressions.
 * @returns {string[]}
 */
export function minifyMarkup(texts) {
  let inTag = false;
  return texts.map((text, index) => {
    const first = index === 0;
    const last = index === texts.length - 1;
    return text.replace(/<\/?[a-z]|>|\s+/gi, (found, at) => {
      if (found.startsWith('<')) inTag = true;
      else if (found === '>') inTag = false;
      if (found.trim()) return found;
      const before = text[at - 1];
      const after = text[at + found.length];
      if (inTag) return after === '>' ? '' : ' ';
      if (!found.includes('\n')) return found;
      const touchesTag = before === '>' || after === '<';
      const atEdge = (first && at === 0) || (last && after === undefined);
      return touchesTag || atEdge ? '' : ' ';
    });
  });
}

/** @param {string} text */
function escape(text) {
  return text.replace(/\\|`|\$\{/g, '\\$&');
}
