import { isUsageError, type UsageError, type UsageLedger } from '@usage/sdk';
import { html, isServer, nothing, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { AnswerController } from './controllers/answer-controller.ts';
import { FreshnessController } from './controllers/freshness-controller.ts';
import { PageCacheController } from './controllers/page-cache-controller.ts';
import { QueryController } from './controllers/query-controller.ts';
import { SourceController } from './controllers/source-controller.ts';
import type { SourceState } from './controllers/source-state.ts';
import { Announcer } from './dashboard/announcement.ts';
import type { DashboardContext } from './dashboard/context.ts';
import { DashboardAttributes } from './dashboard/dashboard-attributes.ts';
import { dashboardMediaStyles } from './dashboard/dashboard-media.styles.ts';
import { downloadCsv, ledgerOf } from './dashboard/export.ts';
import { renderHeader } from './dashboard/header.ts';
import { renderEmpty, renderFailure, renderNotices } from './dashboard/notices.ts';
import { ProblemReporter } from './dashboard/problem-reporter.ts';
import { readOptions, type Attributes, type Options } from './dashboard/read-options.ts';
import { createSource, sourceChange, type SourceOptions } from './dashboard/source-options.ts';
import { renderUsage } from './dashboard/usage.ts';
import { zoneNotice, zoneProblem } from './dashboard/zone-problem.ts';
import { UsageErrorEvent, UsageLoadEvent } from './events.ts';
import { offeredZones } from './time-zone.ts';
import { tokens } from './tokens.styles.ts';
import { dashboardStyles } from './usage-dashboard.styles.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

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
 * @fires {UsageLoadEvent} usage-load - Usage came over the network: `event.ledger`, or `event.snapshot` where a server holds it.
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
export class UsageDashboard extends DashboardAttributes {
  static override styles = [tokens, dashboardStyles, dashboardMediaStyles];

  #attributes: Attributes = {};
  #options: Options = readOptions({});
  #sourceOptions: SourceOptions | undefined;
  #announcer = new Announcer();
  #problems = new ProblemReporter((error) => this.#fail(error));
  #query = new QueryController(this);
  #source = new SourceController(this, {
    loaded: (snapshot) => this.dispatchEvent(new UsageLoadEvent(snapshot, ledgerOf(snapshot)!)),
    failed: (error) => this.#fail(error),
    dropped: () => this.#announcer.forget(),
  });
  #answer = new AnswerController(this, (error) => this.#source.refuse(error));
  #freshness = new FreshnessController(this, (reason) => {
    // Whoever asks for a refresh every 10 s has said that 10 s is old.
    const { interval } = this.#options;
    this.#source.loadUnasked(reason === 'interval' || (interval > 0 && this.#source.age >= interval));
  });

  constructor() {
    super();
    new PageCacheController(this, (event) => {
      if (event === 'restored') return void this.#source.load(true);
      this.#source.drop();
      this.performUpdate();
    });
  }

  /** What is shown, where all of it is in memory; undefined until there is something. */
  get ledger(): UsageLedger | undefined {
    return ledgerOf(this.#source.state.loaded?.snapshot);
  }

  /**
   * `loading` with a ledger is a refresh; usage without a single message is `ready`.
   * @type {'idle' | 'loading' | 'ready' | 'failed'}
   */
  get status(): SourceState['status'] {
    return this.#source.state.status;
  }

  /** Loads now, however fresh the usage is. Resolves when that is done, also when it failed. */
  async refresh(): Promise<void> {
    // Not in a page, it never updates, and does not load.
    if (this.isConnected) await this.updateComplete;
    this.#announcer.asked = true;
    await this.#source.load(true);
  }

  /** Drops what is shown, and asks anew: for a page that knows that another customer is looking now. */
  reset(): void {
    this.#source.renew();
  }

  protected override get askedZone(): string | undefined {
    return this.#query.timeZone;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#updateOptions();
    super.willUpdate(changed);
    const zone = zoneProblem(this.askedZone, this.#query.timeZoneParameter, this.zone);
    this.#problems.report(zone ? [...this.#options.problems, zone] : this.#options.problems);
    this.#updateSource();
    const { zone: timeZone, collation: locale } = this;
    this.#answer.ask(this.#state.loaded?.snapshot, { timeZone }, { timeZone, sorting: this.#query.sorting, locale });
    this.#announcer.look(this.#context, this.#query.sorting);
  }

  protected override render() {
    const context = this.#context;
    const { state, answer } = context;
    const retry = () => this.#retry();
    return html`
      <section
        part="section"
        dir=${this.direction ?? nothing}
        tabindex="-1"
        aria-label=${this.heading ?? this.words.heading}
        aria-busy=${state.status === 'loading'}
      >
        <p class="visually-hidden" role="status">${this.#announcer.said || nothing}</p>
        ${
          state.status === 'failed' && !answer
            ? renderFailure(context, state.error, this.#source.canLoad ? retry : undefined)
            : [
                renderHeader(context, {
                  download: () => this.#download(),
                  chooseZone: (zone) => this.#query.chooseTimeZone(zone),
                }),
                renderNotices(context, retry),
                this.#renderUsage(context),
              ]
        }
      </section>
    `;
  }

  #renderUsage(context: DashboardContext) {
    const { state, answer } = context;
    if (state.status === 'idle') return nothing;
    if (answer?.summary.messages === 0) return renderEmpty(context);
    const { locale, strings, zone: timeZone } = this;
    const [{ sorting }, { sortable }] = [this.#query, this.#options];
    const language = this.served ? this.language : undefined;
    const sort = this.#query.sort.bind(this.#query);
    const view = { answer, sorting, sortable, timeZone, locale, strings, language, sort };
    // Another customer's chart and table begin anew.
    return keyed(this.#source.epoch, renderUsage(view));
  }

  /** A server does not load, and without zone and locale it cannot know what the viewer sees: that is on its way. */
  get #state(): SourceState {
    const awaited = this.usage ? !this.timeZone || !this.locale : this.source || this.client || this.src;
    return this.served && awaited ? { status: 'loading', loaded: undefined } : this.#source.state;
  }

  get #context(): DashboardContext {
    const { zone, timeZone, served, format, heading, words: strings } = this;
    const state = this.#state;
    return {
      state,
      answer: state.loaded && this.#answer.answer,
      strings,
      format,
      zone,
      zones: offeredZones(timeZone, zone, served ? 'UTC' : undefined),
      served: served !== undefined,
      zoneNotice: zoneNotice(this.askedZone, this.#query.timeZoneParameter, zone, strings),
      heading,
    };
  }

  #updateOptions(): void {
    const { sorting, sortable, theme, locale, refreshInterval, timeZone } = this;
    const attributes = { sorting, sortable, theme, locale, refreshInterval };
    if (!same(attributes, this.#attributes)) this.#options = readOptions(attributes);
    this.#attributes = attributes;
    this.#freshness.interval = this.#options.interval;
    this.#query.give({ ...this.#options, timeZone: timeZone || undefined });
    // Served, it is drawn as without a URL at first.
    const [sortingParam, zoneParam] = this.served
      ? ['', '']
      : [this.sortingParam ?? 'sorting', this.timeZoneParam ?? ''];
    this.#query.parameters = { sorting: sortingParam, timeZone: zoneParam };
  }

  #updateSource(): void {
    if (isServer && !this.usage) return;
    const { usage, source, client, src, baseURI, credentials, headers, customer } = this;
    const options = { usage, source, client, src, baseURI, credentials, headers, customer };
    const change = sourceChange(this.#sourceOptions, options);
    this.#sourceOptions = options;
    if (change === 'none') return;
    if (change === 'recheck') return void this.#source.recheck();
    try {
      const made = createSource(options, () => this.headers);
      if (change === 'replace') this.#source.replace(made!);
      else this.#source.set(made, !!usage);
    } catch (error) {
      if (!isUsageError(error)) throw error;
      this.#source.refuse(error);
    }
  }

  #retry(): void {
    // The button goes away: whoever uses the keyboard stays here.
    this.renderRoot.querySelector('section')?.focus({ preventScroll: true });
    this.#announcer.asked = true;
    void this.#source.load(true);
  }

  #download(): void {
    const { answer } = this.#answer;
    const ledger = ledgerOf(answer?.snapshot);
    if (!answer || !ledger) return;
    const { zone: timeZone, collation: locale, ownerDocument } = this;
    downloadCsv(ledger, answer.summary, { timeZone, sorting: this.#query.sorting, locale }, ownerDocument);
  }

  #fail(error: UsageError): void {
    this.dispatchEvent(new UsageErrorEvent(error));
  }
}
