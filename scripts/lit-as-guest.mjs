const ownTrustedTypes = 'Object.hasOwn($1,"trustedTypes")?$1.trustedTypes:void 0';

/** What Lit does to the page it is in, and what is left of it where Lit is a guest. */
const edits = [
  // A page that lists our policy need not know Lit, and may have a Lit of its own.
  [
    'lit-html/lit-html.js',
    /(\w)\?\1\.createPolicy\("lit-html",(\{createHTML:\w=>\w\})\):void 0/,
    '$1?.createPolicy?.("usage-dashboard-lit",$2)',
  ],
  // An element or frame of the page may be called so where the browser has none.
  ['lit-html/lit-html.js', /(\w)\.trustedTypes/, ownTrustedTypes],
  ['reactive-element/reactive-element.js', /(\w)\.trustedTypes/, ownTrustedTypes],
  // Elements of the page may be called like methods of the document, and come before them: these are its prototype's.
  ['lit-html/lit-html.js', /(\w)=document,/, '$1=document,ofDocument=Object.getPrototypeOf($1),'],
  ['lit-html/lit-html.js', /(\w)\.(createComment|createTextNode)\(/g, 'ofDocument.$2.call($1,'],
  ['lit-html/lit-html.js', /(\w)\.createElement\("template"\)/, 'ofDocument.createElement.call($1,"template")'],
  ['lit-html/lit-html.js', /(\w)\.createTreeWalker\(\1,129\)/, 'ofDocument.createTreeWalker.call($1,$1,129)'],
  // Of `repeat`.
  [
    'lit-html/directive-helpers.js',
    /document\.createComment\(/,
    'Object.getPrototypeOf(document).createComment.call(document,',
  ],
  [
    'lit-html/lit-html.js',
    /\((\w)\?\.creationScope\?\?(\w)\)\.importNode\((\w),!0\)/,
    '($1?.creationScope?.importNode($3,!0)??ofDocument.importNode.call($2,$3,!0))',
  ],
  // Two lists of versions are why a page's own Lit would warn of a second one. Browsers that need polyfills are not
  // supported. Where an element of the page has such a name as its id, either would break.
  [
    'lit-html/lit-html.js',
    /,(\w)=\w\.litHtmlPolyfillSupport;\1\?\.\(\w,\w\),\(\w\.litHtmlVersions\?\?=\[\]\)\.push\("[^"]*"\)/,
    '',
  ],
  // Every supported browser adopts style sheets. Without this, an element whose id is `ShadyCSS` makes Lit write `<style>`,
  // which a strict page refuses.
  [
    'reactive-element/css-tag.js',
    /(\w)=\w\.ShadowRoot&&\(void 0===\w\.ShadyCSS\|\|\w\.ShadyCSS\.nativeShadow\)&&"adoptedStyleSheets"in Document\.prototype&&"replace"in CSSStyleSheet\.prototype/,
    '$1=!0',
  ],
  ['reactive-element/reactive-element.js', /,\w=\w\.reactiveElementPolyfillSupport/, ''],
  [
    'reactive-element/reactive-element.js',
    /,\w\?\.\(\{ReactiveElement:\w\}\),\(\w\.reactiveElementVersions\?\?=\[\]\)\.push\("[^"]*"\)/,
    '',
  ],
  ['lit-element/lit-element.js', /const (\w)=\w\.litElementPolyfillSupport;\1\?\.\(\{LitElement:\w\}\);/, ''],
  ['lit-element/lit-element.js', /\(\w\.litElementVersions\?\?=\[\]\)\.push\("[^"]*"\);/, ''],
  // Only standard decorators leave metadata, and ours are TypeScript's.
  [
    'reactive-element/reactive-element.js',
    /Symbol\.metadata\?\?=Symbol\("metadata"\),\w\.litPropertyMetadata\?\?=new WeakMap;/,
    '',
  ],
  ['reactive-element/reactive-element.js', /const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^{}]*\}/, ''],
  [
    'lit-element/lit-element.js',
    /(\w)\.litElementHydrateSupport\?\.\(/,
    'Object.hasOwn($1,"litElementHydrateSupport")&&$1.litElementHydrateSupport(',
  ],
];

/**
 * The script-tag bundle's Lit leaves no name on the page, and trusts none.
 * @returns {import('rollup').Plugin}
 */
export function litAsGuest() {
  /** @type {Set<unknown>} */
  const done = new Set();
  return {
    name: 'lit-as-guest',
    transform(code, id) {
      const file = id.replaceAll('\\', '/');
      const here = edits.filter(([end]) => file.endsWith(`/${end}`));
      let edited = code;
      for (const edit of here) {
        const [, pattern, text] = /** @type {[string, RegExp, string]} */ (edit);
        if (pattern.test(edited)) done.add(edit);
        edited = edited.replace(pattern, text);
      }
      return here.length ? { code: edited, map: null } : null;
    },
    buildEnd(error) {
      const missed = edits.filter((edit) => !done.has(edit));
      if (!error && missed.length)
        this.error(`Lit has changed, and has no ${missed.map(([, what]) => what).join(', ')}.`);
    },
  };
}
