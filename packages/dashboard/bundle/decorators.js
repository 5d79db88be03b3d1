// Stands in for `lit/decorators.js` in the script-tag bundle: our decorators are TypeScript's legacy ones, and Lit brings
// along what the standard ones need.

/** @param {import('lit').PropertyDeclaration} [options] */
export const property = (options) => (/** @type {any} */ prototype, /** @type {string} */ name) =>
  prototype.constructor.createProperty(name, options);

/** @param {import('lit').PropertyDeclaration} [options] */
export const state = (options) => property({ ...options, state: true, attribute: false });

/**
 * What TypeScript writes into each file, for properties alone.
 * @param {[(prototype: object, name: string) => void]} decorators
 * @param {object} prototype
 * @param {string} name
 */
export function decorate([declare], prototype, name) {
  declare(prototype, name);
}
