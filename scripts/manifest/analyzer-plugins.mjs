// What the manifest analyzer gets wrong or cannot know.

/**
 * @typedef {{ name: string, description?: string, default?: string, type?: { text: string } }} Documented
 * @typedef {Documented & { kind: string, privacy?: string, static?: boolean, readonly?: boolean, attribute?: string,
 *   return?: { type: { text: string } }, parameters?: unknown[] }} Member
 * @typedef {{ kind: string, name: string, tagName?: string, customElement?: boolean, description?: string,
 *   members?: Member[], attributes?: (Documented & { fieldName?: string })[], events?: Documented[],
 *   slots?: Documented[], cssParts?: Documented[], cssProperties?: Documented[] }} Declaration
 * @typedef {{ path: string, declarations: Declaration[], exports: unknown[] }} Module
 * @typedef {{ modules: Module[] }} Manifest
 */

/** A `@default` in JSDoc wins over the initial value in the code, which may be no more than "not given". */
export function documentedDefaults() {
  /** @type {Map<string, string>} */
  const defaults = new Map();
  return {
    name: 'documented-defaults',
    /** @param {{ ts: any, node: any }} context */
    analyzePhase({ ts, node }) {
      if (!ts.isPropertyDeclaration(node)) return;
      for (const tag of ts.getJSDocTags(node)) {
        if (tag.tagName.text === 'default')
          defaults.set(`${node.parent.name.text}.${node.name.text}`, ts.getTextOfJSDocComment(tag.comment));
      }
    },
    /** @param {{ customElementsManifest: Manifest }} context */
    packageLinkPhase({ customElementsManifest: { modules } }) {
      for (const { name, members = [], attributes = [] } of modules.flatMap(({ declarations }) => declarations)) {
        for (const documented of [...members, ...attributes]) {
          const field = 'fieldName' in documented ? documented.fieldName : documented.name;
          const text = defaults.get(`${name}.${field}`);
          if (text) documented.default = text;
          if (documented.default === 'null') delete documented.default;
        }
      }
    },
  };
}

/** Only what is published, where it is published: the elements, and what they show to the outside. */
export function publicFace() {
  return {
    name: 'public-face',
    /** @param {{ customElementsManifest: Manifest }} context */
    packageLinkPhase({ customElementsManifest: manifest }) {
      manifest.modules = manifest.modules.filter(({ declarations }) => declarations.some(isElement));
      for (const module of manifest.modules) {
        module.declarations = module.declarations.filter(isElement);
        for (const declaration of module.declarations) tidy(declaration, module);
      }
      const elements = manifest.modules.flatMap(({ declarations }) => declarations);
      const find = (/** @type {string} */ tag) => elements.find(({ tagName }) => tagName === tag);
      const [dashboard, chart, table] = ['usage-dashboard', 'usage-chart', 'usage-table'].map(find);
      if (!dashboard || !chart || !table) throw new Error('The manifest lacks one of the three elements.');
      showInner(dashboard, chart, 'chart');
      showInner(dashboard, table, 'table');
      // In the published files, sources are compiled.
      const published = JSON.stringify(manifest).replaceAll(/"\/?src\/([^"]+)\.ts"/g, '"dist/$1.js"');
      Object.assign(manifest, JSON.parse(published));
    },
  };
}

/** @param {Declaration} declaration */
function isElement({ kind, customElement }) {
  return kind === 'class' && customElement;
}

/** @type {(declaration: Declaration, module: Module) => void} */
function tidy(declaration, module) {
  const { members = [], events = [], tagName, name } = declaration;
  declaration.members = members.filter(
    (member) => !member.privacy && !member.static && !member.name.startsWith('#') && !/Callback$/.test(member.name),
  );
  // Found in the code a second time, without name or description.
  declaration.events = events.filter(({ description }) => description);
  if (tagName) {
    const here = { name, module: module.path };
    module.exports.push({ kind: 'custom-element-definition', name: tagName, declaration: here });
  }
}

/**
 * What is inside the dashboard is styled through it.
 * @type {(outer: Declaration, inner: Declaration, prefix: string) => void}
 */
function showInner(outer, inner, prefix) {
  const parts = inner.cssParts ?? [];
  outer.cssParts = [...(outer.cssParts ?? []), ...parts.map((part) => ({ ...part, name: `${prefix}-${part.name}` }))];
  const known = new Set(outer.cssProperties?.map(({ name }) => name));
  const others = inner.cssProperties?.filter(({ name }) => !known.has(name)) ?? [];
  outer.cssProperties = [...(outer.cssProperties ?? []), ...others];
}
