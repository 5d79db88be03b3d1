// The README's tables of what the elements take and give, from the manifest.

/**
 * @typedef {import('../manifest/elements.mjs').ElementFace} ElementFace
 * @typedef {import('../manifest/analyzer-plugins.mjs').Documented} Documented
 * @typedef {import('../manifest/analyzer-plugins.mjs').Member} Member
 */

/**
 * Attributes, properties and events: what a page has to do with.
 * @param {ElementFace} element
 */
export function usageTables({ attributes, properties, methods, events }) {
  const named = new Set(attributes.map(({ fieldName }) => fieldName));
  const others = properties.filter(({ name }) => !named.has(name));
  return [
    table(
      ['attribute', 'meaning', 'default'],
      attributes.map((attribute) => [code(attribute.name), meaning(attribute), byDefault(attribute)]),
    ),
    table(
      ['property', 'meaning'],
      [
        ...others.map((property) => [
          code(property.name),
          `${property.readonly ? 'Read-only. ' : ''}${text(property)}`,
        ]),
        ...methods.map((method) => [code(`${method.name}()`), text(method)]),
      ],
    ),
    table(
      ['event', 'when'],
      events.map((event) => [code(event.name), text(event)]),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/**
 * Slots, parts and custom properties: what a page lays out and colours.
 * @param {ElementFace} element
 */
export function styleTables({ slots, parts, cssProperties }) {
  return [
    table(
      ['slot', 'meaning'],
      slots.map((slot) => [code(slot.name), text(slot)]),
    ),
    table(
      ['part', 'meaning'],
      parts.map((part) => [code(part.name), text(part)]),
    ),
    table(
      ['custom property', 'meaning', 'default'],
      cssProperties.map((property) => [code(property.name), text(property), byDefault(property)]),
    ),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/**
 * The same in one paragraph.
 * @param {ElementFace} element
 */
export function styleNames({ slots, parts, cssProperties }) {
  const names = (/** @type {Documented[]} */ all) => all.map(({ name }) => code(name)).join(', ');
  return `Slots: ${names(slots)}. Parts: ${names(parts)}. Custom properties: ${names(cssProperties)}.`;
}

/** @type {(head: string[], rows: string[][]) => string} */
function table(head, rows) {
  if (!rows.length) return '';
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

/** @param {import('../manifest/elements.mjs').Attribute} attribute */
function meaning(attribute) {
  // All time zones would be a long list.
  if (!attribute.values.length || attribute.values.length > 10) return text(attribute);
  return `${text(attribute)} ${attribute.values.map(code).join(', ')}`;
}

/** @param {Documented} documented */
function text({ description = '' }) {
  return description.replaceAll('\n', ' ');
}

/** @param {Documented} documented */
function byDefault({ default: value = '' }) {
  const bare = value.replace(/^'(.*)'$/, '$1');
  if (!bare) return '';
  return bare.startsWith('the ') ? bare : code(bare);
}

/** @param {string} name */
function code(name) {
  return `\`${name}\``;
}
