// @ts-check
// Takes over what the server has drawn. The order counts: Lit's support for that comes before Lit, and the usage before
// the tags are registered, so that the first drawing here is the one of the server.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import { defineUsageElements } from '@usage/dashboard/element';

const dashboard = /** @type {import('@usage/dashboard/element').UsageDashboard} */ (
  document.querySelector('usage-dashboard')
);
dashboard.usage = JSON.parse(document.querySelector('#usage')?.textContent ?? '[]');
defineUsageElements();
