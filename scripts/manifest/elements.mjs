/**
 * @typedef {import('./analyzer-plugins.mjs').Manifest} Manifest
 * @typedef {import('./analyzer-plugins.mjs').Documented} Documented
 * @typedef {import('./analyzer-plugins.mjs').Member} Member
 * @typedef {Documented & { fieldName: string, values: string[] }} Attribute
 * @typedef {{ tag: string, className: string, description: string, attributes: Attribute[], properties: Member[],
 *   settable: Member[], methods: Member[], events: Documented[], slots: Documented[], parts: Documented[],
 *   cssProperties: Documented[] }} ElementFace
 */

/** Every time zone that this Node knows; the first region's names come first. */
export const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];

/**
 * The three elements as others see them.
 * @param {Manifest} manifest
 * @returns {ElementFace[]} the dashboard first.
 */
export function elementFaces(manifest) {
  const declarations = manifest.modules.flatMap(({ declarations }) => declarations);
  return ['usage-dashboard', 'usage-chart', 'usage-table'].map((tag) => {
    const declaration = declarations.find(({ tagName }) => tagName === tag);
    if (!declaration) throw new Error(`The manifest has no <${tag}>.`);
    const { name, description = '', members = [], attributes = [], events = [], slots = [] } = declaration;
    const properties = members.filter(({ kind }) => kind === 'field');
    return {
      tag,
      className: name,
      description,
      attributes: attributes.map((attribute) => ({
        ...attribute,
        fieldName: attribute.fieldName ?? attribute.name,
        values: valuesOf(attribute),
      })),
      properties,
      settable: properties.filter(({ readonly }) => !readonly),
      methods: members.filter(({ kind }) => kind === 'method'),
      events,
      slots,
      parts: declaration.cssParts ?? [],
      cssProperties: declaration.cssProperties ?? [],
    };
  });
}

/**
 * The texts among which a type lets choose.
 * @param {Documented} documented
 */
function valuesOf({ name, type }) {
  if (name === 'time-zone') return timeZones;
  return [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, value = '']) => value);
}
