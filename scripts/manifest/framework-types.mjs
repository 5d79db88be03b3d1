// Types for templates, made from the manifest: what stands in a tag is checked and completed.
import { timeZones } from './elements.mjs';

/**
 * @typedef {import('./elements.mjs').ElementFace} ElementFace
 * @typedef {import('./elements.mjs').Attribute} Attribute
 */

const notice = '// Generated from the custom elements manifest.\n';

/**
 * What the elements take, for any framework.
 * @param {ElementFace[]} elements
 */
export function facesTypes(elements) {
  const classes = elements.map(({ className }) => className);
  const events = [...new Set(elements.flatMap(({ events }) => events.map(({ type }) => type?.text ?? 'Event')))];
  return `${notice}import type { ${[...classes, ...events].join(', ')} } from './element.js';

/** Time zones of the IANA database; a browser may know others. */
export type TimeZone =
${timeZones.map((name) => `  | '${name}'`).join('\n')}
  | (string & {});

${elements.map(face).join('\n')}`;
}

/** @param {ElementFace} element */
function face({ tag, className, attributes, settable, events }) {
  return `/** Attributes of \`<${tag}>\`. */
export interface ${className}Attributes {
${attributes.map((attribute) => field(attribute.name, attributeType(attribute), attribute.description)).join('\n')}
}

/** Properties of \`<${tag}>\` that a page sets. */
export interface ${className}Properties {
${settable
  .map(({ name, description }) => {
    const attribute = attributes.find(({ fieldName, values }) => fieldName === name && values.length);
    return field(name, attribute ? attributeType(attribute) : `${className}['${name}']`, description);
  })
  .join('\n')}
}

/** Events of \`<${tag}>\`. */
export interface ${className}Events {
${events.map(({ name, type, description }) => doc(description) + `  '${name}': ${type?.text ?? 'Event'};`).join('\n')}
}
`;
}

/** @type {(name: string, type: string, description?: string) => string} */
function field(name, type, description) {
  return `${doc(description)}  '${name}'?: ${type} | undefined;`;
}

/** @param {string} [description] */
function doc(description) {
  return description ? `  /** ${description.replaceAll('\n', ' ')} */\n` : '';
}

/** @param {Attribute} attribute */
function attributeType({ name, type, values }) {
  if (name === 'time-zone') return 'TimeZone';
  if (values.length) return values.map((value) => `'${value}'`).join(' | ');
  return /\bnumber\b/.test(type?.text ?? '') ? 'number | `${number}`' : 'string';
}

/** @param {ElementFace[]} elements */
function imports(elements) {
  const classes = elements.map(({ className }) => className);
  const faces = classes.flatMap((name) => [`${name}Attributes`, `${name}Events`, `${name}Properties`]);
  return `import type { ${classes.join(', ')} } from './element.js';
import type {
${faces.map((name) => `  ${name},`).join('\n')}
} from './faces.js';`;
}

/** @type {(elements: ElementFace[], indent: string, type: string) => string} */
function entries(elements, indent, type) {
  return elements
    .map(({ tag, className: name }) => {
      return `${indent}'${tag}': ${type}<${name}, ${name}Attributes, ${name}Properties, ${name}Events>;`;
    })
    .join('\n');
}

/** @param {ElementFace[]} elements */
export function jsxTypes(elements) {
  return `${notice}import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${imports(elements)}

/** React 19 sets what is a property, and hears \`onusage-load\`. */
type Tag<Element, Attributes, Properties, Events> = DetailedHTMLProps<HTMLAttributes<Element>, Element> &
  Omit<Attributes, keyof Properties> &
  Properties & { [Name in keyof Events & string as \`on\${Name}\`]?: ((event: Events[Name]) => void) | undefined };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${entries(elements, '      ', 'Tag')}
    }
  }
}
`;
}

/** @param {ElementFace[]} elements */
export function svelteTypes(elements) {
  return `${notice}import type { HTMLAttributes } from 'svelte/elements';
${imports(elements)}

/** Svelte 5 sets what is a property, and hears \`onusage-load\`. */
type Tag<Element extends EventTarget, Attributes, Properties, Events> = Omit<
  HTMLAttributes<Element>,
  keyof Attributes | keyof Properties
> &
  Omit<Attributes, keyof Properties> &
  Properties & { [Name in keyof Events & string as \`on\${Name}\`]?: ((event: Events[Name]) => void) | undefined };

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${entries(elements, '    ', 'Tag')}
  }
}
`;
}

/** @param {ElementFace[]} elements */
export function vueTypes(elements) {
  return `${notice}import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
${imports(elements)}

type Handlers<Events> = { [Name in keyof Events]: (event: Events[Name]) => void };

/** Vue sets what is a property, and hears \`@usage-load\`. */
type Tag<Element, Attributes, Properties, Events> = new () => Element & {
  /** @deprecated For templates alone. */
  $props: Omit<Attributes, keyof Properties> &
    Properties &
    Omit<HTMLAttributes, keyof Attributes | keyof Properties> &
    PublicProps;
  /** @deprecated For templates alone. */
  $emit: EmitFn<Handlers<Events>>;
};

declare module 'vue' {
  interface GlobalComponents {
${entries(elements, '    ', 'Tag')}
  }
}
`;
}
