import {
  UsageError,
  UsageLedger,
  formatSorting,
  isUsageError,
  parseSorting,
  type RowView,
  type Sorting,
  type UsageColumn,
} from '@usage/sdk';
import { html, isServer, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { FreshnessController } from './controllers/freshness-controller.ts';
import { LoadController, type LoadState, type UsageSource } from './controllers/load-controller.ts';
import { TimeZoneController } from './controllers/time-zone-controller.ts';
import { UrlParameterController } from './controllers/url-parameter-controller.ts';
import type { DashboardContext } from './dashboard/context.ts';
import { renderHeader } from './dashboard/header.ts';
import { announce, renderEmpty, renderFailure, renderNotices } from './dashboard/messages.ts';
import { attempt, createClient, sameHeaders, type HeadersProperty } from './dashboard/source.ts';
import { daySpan, downloadText } from './download.ts';
import { UsageErrorEvent, UsageLoadEvent, type UsageSortEvent } from './events.ts';
import { validLocale } from './language.ts';
import { columnNames, parseColumns, splitColumns } from './table/columns.ts';
import { tokens } from './tokens.styles.ts';
import { dashboardStyles } from './usage-dashboard.styles.ts';
import { offeredZones } from './time-zone.ts';
import { UsageElement } from './usage-element.ts';

const rowsOnTheirWay: RowView = { length: 24, at: () => undefined };
// From outside, the parts inside have the name of their element in front.
const named = (element: string, parts: string) => parts.replace(/\S+/g, (part) => `${part}:${element}-${part},`);
const chartParts = named(
  'chart',
  'figure caption legend switch plot grid credits-axis days-axis day-label bar bar-reports bar-texts cursor tooltip days',
);
const tableParts = named('table', 'scroller table header header-cell sort-button row cell rest');
const leastInterval = 5;
const longestInterval = 2_147_483;

/**
 * What was used, when, and why it cost that much: total, chart and table of a customer's usage, loaded from an endpoint
 * that keeps the `/usage` contract and kept fresh while the page is looked at.
 *
 * @example
 * ```html
 * <usage-dashboard src="/usage" time-zone="Europe/London"></usage-dashboard>
 * ```
 *
 * @tagname usage-dashboard
 * @slot heading - In place of the heading.
 * @slot empty - In place of the sentence for a period without usage.
 * @slot error - In place of the sentence for a failed load; Try again stays.
 * @fires {UsageLoadEvent} usage-load - Usage came over the network: `event.ledger`.
 * @fires {UsageErrorEvent} usage-error - A load failed, or an attribute cannot be used: `event.error`.
 * @fires {UsageSortEvent} usage-sort - A person sorted: `event.sorting`.
 * @csspart section - The whole.
 * @csspart header - Heading, total and facts.
 * @csspart heading - The heading.
 * @csspart total - The total of credits.
 * @csspart facts - Messages, period, time zone, and when this was so.
 * @csspart time-zone - Where the person chooses a time zone, among the facts.
 * @csspart download - The button that saves the CSV.
 * @csspart notice - The line about a failed refresh or an unknown time zone.
 * @csspart retry - The button that tries again.
 * @csspart reason - What opens to the technical reason of a failure.
 * @csspart chart - The chart.
 * @csspart table - The table.
 * @csspart empty - What stands in place of rows when there are none.
 * @csspart error - What stands in place of everything when the first load failed.
 * @cssproperty [--usage-font-size-total=1.75rem] - Size of the total; smaller where there is little room.
 * @cssproperty [--usage-font-display=var(--usage-font)] - Typeface of heading and total.
 * @cssproperty [--usage-font-mono] - Typeface of technical reasons.
 * @cssproperty [--usage-border=1px solid var(--usage-line)] - Border of the whole.
 * @cssproperty [--usage-inset=1.25rem] - Space between border and content.
 */
export class UsageDashboard extends UsageElement {
  static override styles = [tokens, dashboardStyles];

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

  /** Usage items that the host gives; they win over `client` and `src`. */
  @property({ attribute: false }) usage: readonly unknown[] | undefined;

  /** A client that the host gives, perhaps to several elements; it wins over `src`. */
  @property({ attribute: false }) client: UsageSource | undefined;

  /** Request headers for `src`, or an async function that gives them. Never shown, never kept. */
  @property({ attribute: false }) headers: HeadersProperty | undefined;

  #sortable: readonly UsageColumn[] = [];
  #sorting: Sorting = [];
  // What the polite region says once the usage is there: of the load, or of the sorting since.
  #news: 'loaded' | 'refreshed' | undefined;
  #sortingSaid: string | undefined;
  #asked = false;
  #interval = 0;
  #unknownZone: string | undefined;
  #load = new LoadController(this, {
    loaded: (ledger, before) => this.#loaded(ledger, before),
    failed: (error) => this.dispatchEvent(new UsageErrorEvent(error)),
  });
  #url = new UrlParameterController(this, 'sorting-param', () => this.#readSorting());
  #timeZone = new TimeZoneController(this);
  #freshness = new FreshnessController(this, (reason) => {
    // Whoever asks for a refresh every 10 s has said that 10 s is old.
    const interval = this.#interval;
    const age = Date.now() - (this.#load.state.loaded?.loadedAt ?? 0);
    this.#load.loadUnasked(reason === 'interval' || (interval > 0 && age >= interval));
  });

  /** What is shown; undefined until there is something. */
  get ledger(): UsageLedger | undefined {
    return this.#load.state.loaded?.ledger;
  }

  /**
   * `loading` with a ledger is a refresh; usage without a single message is `ready`.
   * @type {'idle' | 'loading' | 'ready' | 'failed'}
   */
  get status(): LoadState['status'] {
    return this.#load.state.status;
  }

  /** Loads now, however fresh the usage is. Resolves when that is done, also when it failed. */
  async refresh(): Promise<void> {
    // Not in a page, it never updates, and does not load.
    if (this.isConnected) await this.updateComplete;
    this.#asked = true;
    await this.#load.load(true);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Put back: the URL may have changed meanwhile.
    if (this.hasUpdated && this.#url.owned) this.#readSorting();
  }

  protected override get askedZone(): string | undefined {
    return this.#timeZone.asked;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#timeZone.parameter = this.served ? '' : (this.timeZoneParam ?? '');
    if (changed.has('timeZone')) this.#timeZone.given = this.timeZone;
    super.willUpdate(changed);
    this.#timeZone.share(this.zone);
    this.#checkZone();
    if (changed.has('locale')) this.#checkLocale();
    if (changed.has('sortable') || !this.hasUpdated) this.#updateSortable();
    const parameter = this.served ? '' : (this.sortingParam ?? 'sorting');
    const renamed = parameter !== this.#url.name;
    this.#url.name = parameter;
    if (renamed || changed.has('sorting')) this.#readSorting();
    else if (changed.has('sortable'))
      this.#sorting = this.#sorting.filter(({ column }) => this.#sortable.includes(column));
    if (changed.has('refreshInterval')) this.#updateInterval();
    this.#updateSource(changed);
  }

  protected override render() {
    const context = this.#context();
    const { state } = context;
    const retry = () => this.#retry();
    return html`
      <section
        part="section"
        dir=${this.direction ?? nothing}
        tabindex="-1"
        aria-label=${this.heading ?? this.words.heading}
        aria-busy=${state.status === 'loading'}
      >
        <p class="visually-hidden" role="status">${announce(context, this.#news, this.#sortingSaid) || nothing}</p>
        ${
          state.status === 'failed' && !state.loaded
            ? renderFailure(context, state.error, this.#load.canLoad ? retry : undefined)
            : [
                renderHeader(context, {
                  download: () => this.#download(),
                  chooseZone: (zone) => this.#timeZone.choose(zone),
                }),
                renderNotices(context, retry),
                state.status === 'idle'
                  ? nothing
                  : state.loaded?.ledger.length === 0
                    ? renderEmpty(context)
                    : this.#renderUsage(state),
              ]
        }
      </section>
    `;
  }

  /** A server does not load, and without zone and locale it cannot know what the viewer sees: that is on its way. */
  get #state(): LoadState {
    const awaited = this.usage ? !this.timeZone || !this.locale : this.client || this.src;
    return this.served && awaited ? { status: 'loading', loaded: undefined } : this.#load.state;
  }

  #renderUsage({ status, loaded }: LoadState) {
    const ledger = loaded?.ledger;
    // What is inside cannot ask the page yet.
    const lang = (this.served && this.language) || nothing;
    return html`
      <usage-chart
        part="chart"
        lang=${lang}
        exportparts=${chartParts}
        .ledger=${ledger}
        .timeZone=${this.zone}
        .locale=${this.locale}
        .strings=${this.strings}
      ></usage-chart>
      <usage-table
        part="table"
        lang=${lang}
        exportparts=${tableParts}
        .ledger=${ledger}
        .view=${status === 'loading' && !ledger ? rowsOnTheirWay : undefined}
        .sorting=${this.#sorting}
        .sortable=${this.#sortable}
        .timeZone=${this.zone}
        .locale=${this.locale}
        .strings=${this.strings}
        @usage-sort=${this.#sorted}
      ></usage-table>
    `;
  }

  #context(): DashboardContext {
    return {
      state: this.#state,
      strings: this.words,
      format: this.format,
      zone: this.zone,
      zones: offeredZones(this.timeZone, this.zone, this.served ? 'UTC' : undefined),
      served: this.served !== undefined,
      zoneNotice: this.#zoneNotice,
      heading: this.heading,
    };
  }

  #checkZone(): void {
    const { askedZone, zone } = this;
    const unknown = askedZone && askedZone !== zone ? askedZone : undefined;
    if (unknown && unknown !== this.#unknownZone) {
      const parameter = this.#timeZone.askedByParameter;
      // Whoever wrote a link shall not put words into the page, nor into its logs.
      const [what, given] = parameter ? [`the URL parameter ${parameter}`] : ['time-zone', unknown];
      this.#reportOption(what, 'an IANA name such as Europe/London', given);
    }
    this.#unknownZone = unknown;
  }

  get #zoneNotice(): string | undefined {
    const { words, zone } = this;
    if (!this.#unknownZone) return undefined;
    const parameter = this.#timeZone.askedByParameter;
    return parameter ? words.unknownTimeZoneInUrl(parameter, zone) : words.unknownTimeZone(this.#unknownZone, zone);
  }

  #checkLocale(): void {
    if (this.locale && !validLocale(this.locale)) {
      this.#reportOption('locale', 'a BCP 47 tag such as en-GB', this.locale);
    }
  }

  #updateSortable(): void {
    this.#sortable = parseColumns(this.sortable);
    const given = this.sortable === null ? undefined : splitColumns(this.sortable);
    if (given && given.length !== this.#sortable.length) {
      this.#reportOption('sortable', `names of ${columnNames.join(', ')}, once each`, this.sortable);
    }
  }

  #updateInterval(): void {
    const seconds = this.refreshInterval ?? 0;
    const valid = seconds >= 0 && seconds <= longestInterval;
    if (!valid) this.#reportOption('refresh-interval', `a number of seconds from 0 to ${longestInterval}`, seconds);
    this.#interval = valid && seconds > 0 ? Math.max(seconds, leastInterval) * 1000 : 0;
    this.#freshness.interval = this.#interval;
  }

  /** `usage` wins over `client`, and `client` over `src`. */
  #updateSource(changed: PropertyValues<this>): void {
    const headersChanged = changed.has('headers') && !sameHeaders(changed.get('headers'), this.headers);
    const { usage, client, src } = this;
    if (isServer && !usage) return;
    if (
      !changed.has('usage') &&
      !changed.has('client') &&
      !changed.has('src') &&
      !changed.has('credentials') &&
      !headersChanged
    ) {
      return;
    }
    if (usage) {
      if (changed.has('usage')) this.#load.setGiven(attempt(() => UsageLedger.from(usage)));
    } else if (client) {
      this.#load.setSource(client);
    } else if (!src) {
      this.#load.setSource(undefined);
    } else {
      const made = attempt(() => createClient({ ...this.#sourceOptions(), src }));
      if (isUsageError(made)) this.#load.setGiven(made);
      else this.#load.setSource(made);
    }
  }

  #sourceOptions() {
    const { baseURI, credentials, headers } = this;
    // Read at each request: a new function of the host counts at once, and makes no new source.
    const latest = async () => (typeof this.headers === 'function' ? this.headers() : (this.headers ?? {}));
    return {
      baseURI,
      credentials: credentials ?? undefined,
      headers: typeof headers === 'function' ? latest : (headers ?? undefined),
    };
  }

  #readSorting(): void {
    this.#sorting = parseSorting(this.#url.text ?? this.sorting, this.#sortable);
    this.requestUpdate();
  }

  #sorted(event: UsageSortEvent): void {
    const { sorting } = event;
    const strings = this.words;
    this.#sorting = sorting;
    // An empty parameter keeps the attribute's sorting from coming back.
    this.#url.write(sorting.length || this.sorting ? formatSorting(sorting) : undefined);
    const names = sorting.map(
      ({ column, direction }, index) =>
        `${strings.columns[column]} ${strings.sorted(direction, index + 1, sorting.length)}`,
    );
    this.#sortingSaid = names.length ? strings.sortedBy(names.join('; ')) : strings.unsorted;
    this.requestUpdate();
  }

  #loaded(ledger: UsageLedger, before: UsageLedger | undefined): void {
    // A refresh that nobody asked for and that changed nothing is no news.
    const same = before?.length === ledger.length && before.totalHundredths === ledger.totalHundredths;
    this.#news = before ? (this.#asked || !same ? 'refreshed' : undefined) : 'loaded';
    if (this.#news) this.#sortingSaid = undefined;
    this.#asked = false;
    this.dispatchEvent(new UsageLoadEvent(ledger));
  }

  #retry(): void {
    // The button goes away: whoever uses the keyboard stays here.
    this.renderRoot.querySelector('section')?.focus({ preventScroll: true });
    this.#asked = true;
    void this.#load.load(true);
  }

  #download(): void {
    const ledger = this.ledger;
    if (!ledger) return;
    const csv = ledger.csv({ timeZone: this.zone, sorting: this.#sorting, locale: this.collation });
    const days = daySpan(ledger.firstInstant ?? 0, ledger.lastInstant ?? 0, this.zone);
    downloadText(csv, 'text/csv', `usage-${days}.csv`, this.ownerDocument);
  }

  #reportOption(what: string, wanted: string, given: unknown): void {
    const got = given === undefined ? '' : `; got ${JSON.stringify(given)}`;
    const message = `<usage-dashboard>: ${what} must be ${wanted}${got}.`;
    this.dispatchEvent(new UsageErrorEvent(new UsageError('invalid_option', message)));
  }
}
