import type { LoadingClient, UsageSource } from '@usage/sdk';
import { property } from 'lit/decorators.js';
import { UsageElement } from '../usage-element.ts';
import type { HeadersProperty } from './source-options.ts';

/** What a page may say to a dashboard, as it says it: nothing here has been checked. */
export class DashboardAttributes extends UsageElement {
  /** URL of an endpoint that keeps the `/usage` contract. */
  @property() src: string | undefined;

  /**
   * Whether cookies go along: to this origin alone, or to others, too.
   * @type {'same-origin' | 'include' | undefined}
   * @default same-origin
   */
  @property() credentials: string | undefined;

  /**
   * `auto` follows the `color-scheme` of the place the element stands in.
   * @default auto
   */
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' | undefined;

  /** Initial sorting, such as `report_name:asc;credits_used:desc`. */
  @property() sorting: string | undefined;

  /**
   * The columns that can be sorted, separated by spaces: `message_id`, `timestamp`, `report_name`, `credits_used`.
   * @default report_name credits_used
   */
  @property() sortable: string | null = null;

  /** Name of the URL parameter that keeps the sorting; empty keeps it out of the URL. */
  @property({ attribute: 'sorting-param' }) sortingParam: string | null = 'sorting';

  /** Name of a URL parameter that keeps the time zone; without one, it is not in the URL. */
  @property({ attribute: 'time-zone-param' }) timeZoneParam: string | null = '';

  /** Seconds between two refreshes, 0 for none; below 5 counts as 5. */
  @property({ attribute: 'refresh-interval', type: Number }) refreshInterval: number | null = 0;

  /**
   * The heading's text.
   * @default Usage
   */
  @property() heading: string | undefined;

  /**
   * Whose usage it is: any text. Another one drops all that is shown; while it stays, headers may change from request to
   * request, as tokens do. Without it, other headers are taken for another customer's.
   */
  @property() customer: string | undefined;

  /**
   * Usage that the host gives: usage items, an answer of `/usage`, or a snapshot. It wins over all other sources.
   * @type {readonly unknown[] | object | undefined}
   */
  @property({ attribute: false }) usage: unknown;

  /** Where the host has usage from, perhaps for several elements, which then always agree; it wins over `client`. */
  @property({ attribute: false }) source: UsageSource | undefined;

  /**
   * Anything with a `load()` that gives usage, such as a `UsageClient`, perhaps for several elements; it wins over `src`.
   */
  @property({ attribute: false }) client: LoadingClient | undefined;

  /** Request headers for `src`, or an async function that gives them. Never shown, never kept. */
  @property({ attribute: false }) headers: HeadersProperty | undefined;
}
