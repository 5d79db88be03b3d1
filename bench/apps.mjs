/**
 * What is compared. Selectors are looked up through open shadow roots, in any document that the app makes.
 * @typedef {object} App
 * @property {string} name
 * @property {string} path Where its page is served.
 * @property {string} folder What is served there, below the repository's root.
 * @property {string} cell A cell of the table with text in it.
 * @property {string} bar A piece of the chart that is there when it is drawn.
 * @property {string} viewport What scrolls.
 * @property {string} creditsHeader What a person clicks to sort by credits.
 * @property {string} note How it is used.
 */

const usage = {
  name: 'Usage',
  path: '/ours/',
  folder: 'bench/ours',
  cell: '[part~=cell]',
  bar: '[part~=bar]',
  viewport: '.scroller',
  creditsHeader: 'th.credits_used button',
  note: 'the script-tag bundle, `<usage-dashboard src>` and nothing else',
};

/** @type {App[]} */
export const apps = [
  usage,
  {
    name: 'React recipe',
    path: '/peers/react-recipe/',
    folder: 'bench/peers/react-recipe/dist',
    cell: 'tbody td',
    bar: '.recharts-bar-rectangle',
    viewport: '.scroller',
    creditsHeader: 'th:nth-child(4)',
    note: 'the original’s recipe: TanStack Query and Table, Recharts, every row in the document',
  },
  {
    name: 'AG Grid',
    path: '/peers/ag-grid/',
    folder: 'bench/peers/ag-grid/dist',
    cell: '.ag-cell',
    bar: '.recharts-bar-rectangle',
    viewport: '.ag-grid-viewport',
    creditsHeader: '.ag-header-cell[col-id=credits_used]',
    note: 'AG Grid Community in React, only the module it needs, and Recharts',
  },
  {
    name: 'Tabulator',
    path: '/peers/tabulator/',
    folder: 'bench/peers/tabulator/dist',
    cell: '.tabulator-cell',
    bar: '.uplot canvas',
    viewport: '.tabulator-tableholder',
    creditsHeader: '.tabulator-col[tabulator-field=credits_used]',
    note: 'Tabulator without a framework, only the modules it needs, and uPlot',
  },
  {
    name: 'Perspective',
    path: '/peers/perspective/',
    folder: 'bench/peers/perspective/dist',
    cell: 'regular-table tbody td',
    bar: '.uplot canvas',
    viewport: 'regular-table',
    creditsHeader: 'regular-table thead tr:first-child th:nth-child(4)',
    note: '`<perspective-viewer>` with its data grid (WebAssembly in a worker), and uPlot',
  },
  {
    ...usage,
    name: 'Usage, columns',
    path: '/ours/columns.html',
    note: 'the same from the packages, with a client that asks our own server half for columns',
  },
];
