// Importing this registers the tags.
import { defineUsageElements } from './define.ts';

export * from './element.ts';

if (typeof customElements !== 'undefined') defineUsageElements();
