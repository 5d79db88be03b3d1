// @ts-check
// The page, drawn where no browser is.
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import '@usage/dashboard';
import { html, nothing } from 'lit';

/**
 * @param {{ usage: readonly unknown[], nonce: string, timeZone?: string, locale?: string }} options `nonce`: new for
 *   each answer, and named in its Content-Security-Policy. Without time zone and locale, what a server cannot know of
 *   the viewer, the dashboard is drawn as one on its way.
 * @returns {Promise<string>}
 */
export async function renderPage({ usage, nonce, timeZone, locale }) {
  const dashboard = await collectResult(
    render(html`
      <usage-dashboard time-zone=${timeZone ?? nothing} locale=${locale ?? nothing} .usage=${usage}></usage-dashboard>
    `),
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Usage</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="page.css" />
    <script type="module" src="client.js"></script>
  </head>
  <body>
    ${allowStyles(dashboard, nonce)}
    <script type="application/json" id="usage">${toScript(usage)}</script>
    <p>Below the dashboard.</p>
  </body>
</html>
`;
}

/**
 * Lit writes its styles as `<style>`, which a strict policy blocks. All text is escaped, so nothing else reads like it.
 * @param {string} rendered
 * @param {string} nonce
 */
function allowStyles(rendered, nonce) {
  return rendered.replaceAll('<style>', `<style nonce="${nonce}">`);
}

/**
 * JSON that cannot end the script it stands in.
 * @param {unknown} value
 */
function toScript(value) {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
