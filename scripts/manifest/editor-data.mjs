// What editors complete from: VS Code reads custom data, JetBrains web-types.

/** @typedef {import('./elements.mjs').ElementFace} ElementFace */

/**
 * https://github.com/microsoft/vscode-custom-data
 * @param {ElementFace[]} elements
 */
export function vsCodeHtml(elements) {
  return {
    version: 1.1,
    tags: elements.map(({ tag, description, attributes }) => ({
      name: tag,
      description,
      attributes: attributes.map(({ name, description, values }) => ({ name, description, values: named(values) })),
    })),
  };
}

/** @param {ElementFace[]} elements */
export function vsCodeCss(elements) {
  const all = elements.flatMap(({ cssProperties }) => cssProperties);
  const properties = [...new Map(all.map(({ name, description }) => [name, { name, description }])).values()];
  const parts = elements.flatMap(({ parts }) => parts.map(({ name }) => name));
  return {
    version: 1.1,
    properties,
    pseudoElements: [{ name: '::part', description: `Parts of the elements: ${[...new Set(parts)].join(', ')}.` }],
  };
}

/**
 * https://github.com/JetBrains/web-types
 * @param {ElementFace[]} elements
 * @param {string} version
 */
export function webTypes(elements, version) {
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name: '@usage/dashboard',
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tag,
          description: element.description,
          attributes: element.attributes.map(({ name, description, values, default: byDefault }) => ({
            name,
            description,
            default: byDefault,
            value: values.length ? { type: 'enum', required: true } : { type: 'string' },
            values: values.length ? named(values) : undefined,
          })),
          js: {
            properties: element.settable.map(({ name, description, type }) => ({
              name,
              description,
              type: type?.text,
            })),
            events: element.events.map(({ name, description }) => ({ name, description })),
          },
          slots: element.slots.map(({ name, description }) => ({ name, description })),
          css: {
            parts: element.parts.map(({ name, description }) => ({ name, description })),
            properties: element.cssProperties.map(({ name, description }) => ({ name, description })),
          },
        })),
      },
    },
  };
}

/** @param {string[]} values */
function named(values) {
  return values.length ? values.map((name) => ({ name })) : undefined;
}
