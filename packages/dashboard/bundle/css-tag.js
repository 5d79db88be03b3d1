// Stands in for Lit's `css` in the script-tag bundle: every browser that is supported adopts style sheets, and our styles
// have no expressions. `test/bundle.test.ts` holds the two together.

export const supportsAdoptingStyleSheets = true;

/** @param {TemplateStringsArray} strings */
export const css = ([cssText = '']) => {
  /** @type {CSSStyleSheet | undefined} */
  let sheet;
  return {
    cssText,
    // Made once, and shared by all elements.
    get styleSheet() {
      if (!sheet) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync(cssText);
      }
      return sheet;
    },
  };
};

/** @typedef {ReturnType<typeof css>} Styles */

/** @type {(styles: Styles) => Styles} */
export const getCompatibleStyle = (styles) => styles;

/**
 * @param {ShadowRoot} root
 * @param {readonly any[]} styles Ours, or sheets that a page's subclass brings along.
 */
export const adoptStyles = (root, styles) => {
  root.adoptedStyleSheets = styles.map((style) => style.styleSheet ?? style);
};

// Exported by Lit, for others.
export const CSSResult = undefined;
export const unsafeCSS = undefined;
