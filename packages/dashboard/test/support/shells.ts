/** Where people put it: markup with a `<slot>` in the element's place. */
export interface Shell {
  readonly css?: string;
  readonly page: string;
  /** May it be as wide as it likes, in a page of 1100 pixels? Else it is as wide as its place. */
  readonly comfortable?: true;
}

const nav = '<nav><a href="#">Home</a></nav>';

/** Tailwind's base styles, as far as they concern layout. */
const preflight = `
  *, ::after, ::before { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid }
  html { line-height: 1.5 }
  .grid { display: grid } .gap-6 { gap: 24px } .p-6 { padding: 24px } .flex { display: flex } .w-48 { width: 192px }
  .flex-1 { flex: 1 1 0% } .shrink-0 { flex-shrink: 0 } .container { width: 100%; max-width: 1024px } .mx-auto { margin-inline: auto }
  @media (min-width: 768px) { .md\\:columns { grid-template-columns: 200px 1fr } }
`;

export const shells: Record<string, Shell> = {
  block: { page: '<main><slot></slot></main>' },
  'the body itself': { page: '<slot></slot>', css: 'body { margin: 8px }' },
  'grid of 200px 1fr': {
    page: `<div class="shell">${nav}<main><slot></slot></main></div>`,
    css: '.shell { display: grid; grid-template-columns: 200px 1fr }',
  },
  'grid of 200px 1fr, itself the item': {
    page: `<div class="shell">${nav}<div class="cell"><slot></slot></div></div>`,
    css: '.shell { display: grid; grid-template-columns: 200px 1fr; gap: 16px } .cell { display: grid }',
  },
  'grid of auto 1fr': {
    page: `<div class="shell">${nav}<main><slot></slot></main></div>`,
    css: '.shell { display: grid; grid-template-columns: auto 1fr }',
  },
  'named areas': {
    page: `<div class="shell"><header>Top</header>${nav}<main><slot></slot></main></div>`,
    css: `.shell { display: grid; grid-template: 'top top' auto 'nav main' 1fr / 12rem 1fr; min-height: 100vh }
      header { grid-area: top } nav { grid-area: nav } main { grid-area: main }`,
  },
  'cards of equal width': {
    page: `<div class="shell"><div><slot></slot></div><div>Card</div></div>`,
    css: '.shell { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 16px }',
  },
  'flex with main of flex 1': {
    page: `<div class="shell">${nav}<main><slot></slot></main></div>`,
    css: '.shell { display: flex } nav { width: 200px; flex: none } main { flex: 1 }',
  },
  'flex with main of flex auto': {
    page: `<div class="shell">${nav}<main><slot></slot></main></div>`,
    css: '.shell { display: flex } nav { width: 200px; flex: none } main { flex: auto }',
  },
  'flex in flex in flex': {
    page: `<div class="shell">${nav}<div class="one"><div class="two"><slot></slot></div></div></div>`,
    css: `.shell, .one { display: flex } .one, .two { flex: 1 } nav { width: 200px; flex: none }
      .two { display: flex; flex-direction: column }`,
  },
  'flex column, centred': {
    page: `<main><slot></slot></main>`,
    css: 'main { display: flex; flex-direction: column; align-items: center }',
    comfortable: true,
  },
  fieldset: { page: '<fieldset><legend>Usage</legend><slot></slot></fieldset>' },
  'table cell': { page: '<table style="width: 100%"><tr><td><slot></slot></td></tr></table>' },
  'table cell beside another': {
    page: '<table style="width: 100%"><tr><td>Menu</td><td class="cell"><slot></slot></td></tr></table>',
  },
  'display: table': {
    page: '<div class="shell"><div class="cell"><slot></slot></div></div>',
    css: '.shell { display: table; width: 100% } .cell { display: table-cell }',
  },
  'table without a width': { page: '<table><tr><td><slot></slot></td></tr></table>', comfortable: true },
  float: { page: '<div style="float: left"><slot></slot></div>', comfortable: true },
  'float beside another': {
    page: '<div style="float: left; width: 100px">Menu</div><div style="float: left"><slot></slot></div>',
    comfortable: true,
  },
  'inline-block': { page: '<div style="display: inline-block"><slot></slot></div>', comfortable: true },
  'inline-flex': { page: '<div style="display: inline-flex"><slot></slot></div>', comfortable: true },
  'fit-content': { page: '<div style="width: fit-content"><slot></slot></div>', comfortable: true },
  'max-content': { page: '<div style="width: max-content"><slot></slot></div>', comfortable: true },
  'max-content with a frame': {
    page: '<div style="width: max-content; padding: 16px; border: 1px solid"><slot></slot></div>',
    comfortable: true,
  },
  'min-width: min-content': { page: '<div style="min-width: min-content"><slot></slot></div>' },
  absolute: { page: '<div style="position: absolute; left: 0; top: 0"><slot></slot></div>', comfortable: true },
  dialog: { page: '<dialog><slot></slot></dialog>', comfortable: true },
  'dialog with a form': {
    page: '<dialog><form method="dialog"><slot></slot><button>Close</button></form></dialog>',
    comfortable: true,
  },
  details: { page: '<details open><summary>Usage</summary><slot></slot></details>' },
  'Vite’s starter': {
    page: '<div id="root"><slot></slot></div>',
    css: `body { margin: 0; display: flex; place-items: center; min-width: 320px; min-height: 100vh }
      #root { max-width: 1280px; margin: 0 auto; padding: 2rem; text-align: center }`,
    comfortable: true,
  },
  'Vite’s starter of 2026': {
    page: '<div id="root"><slot></slot></div>',
    css: `#root { width: 1126px; max-width: 100%; margin: 0 auto; text-align: center; min-height: 100svh; display: flex;
      flex-direction: column; box-sizing: border-box; border-inline: 1px solid }`,
  },
  'Tailwind’s md:grid-cols-[200px_1fr]': {
    page: `<div class="grid md:columns gap-6 p-6"><aside>Menu</aside><main><slot></slot></main></div>`,
    css: preflight,
  },
  'Tailwind’s sidebar': {
    page: `<div class="flex"><aside class="w-48 shrink-0">Menu</aside><main class="flex-1 p-6"><slot></slot></main></div>`,
    css: preflight,
  },
  'Tailwind’s container': { page: '<div class="container mx-auto"><slot></slot></div>', css: preflight },
  'the element floats': { page: '<main><slot></slot></main>', css: 'main > * { float: left }', comfortable: true },
  'the element is an inline-block': {
    page: '<main><slot></slot></main>',
    css: 'main > * { display: inline-block }',
    comfortable: true,
  },
  'the element is a block with a height': {
    page: `<div class="shell">${nav}<main><slot></slot></main></div>`,
    css: '.shell { display: grid; grid-template-columns: 200px 1fr } main > * { display: block; height: 400px }',
  },
  'the element is a row': {
    page: `<div class="shell">${nav}<main><slot></slot></main></div>`,
    css: '.shell { display: flex } main { flex: 1 } main > * { display: flex; flex-direction: row; height: 400px }',
  },
  'the element is a grid': {
    page: `<div class="shell">${nav}<main><slot></slot></main></div>`,
    css: '.shell { display: flex } main { flex: 1 } main > * { display: grid; height: 400px }',
  },
  'the element has a width of 100 %': {
    page: `<div class="shell">${nav}<main><slot></slot></main></div>`,
    css: '.shell { display: grid; grid-template-columns: 200px 1fr } main > * { width: 100% }',
  },
};
