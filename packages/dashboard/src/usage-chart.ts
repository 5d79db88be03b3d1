import type { UsageSnapshot, UsageSummary } from '@usage/sdk';
import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { amountAxis, type AmountAxis } from './chart/amount-axis.ts';
import { renderAmountAxis, renderBucketAxis, renderGrid } from './chart/axes.ts';
import { layOutBars, type Bar } from './chart/bars.ts';
import { renderBucketTable } from './chart/bucket-table.ts';
import { describe, nameOf, renderLegend, renderNote } from './chart/caption.ts';
import { chartMediaStyles } from './chart/chart-media.styles.ts';
import { renderBars, renderCursor } from './chart/plot.ts';
import { PointerController } from './chart/pointer-controller.ts';
import { placeTooltip, renderTooltip } from './chart/tooltip.ts';
import { AnswerController } from './controllers/answer-controller.ts';
import { ElementSizeController } from './controllers/element-size-controller.ts';
import { PrintController } from './controllers/print-controller.ts';
import { UsageErrorEvent } from './events.ts';
import { tokens } from './tokens.styles.ts';
import { chartStyles } from './usage-chart.styles.ts';
import { UsageElement } from './usage-element.ts';

/** CSS pixels of a plot on paper. */
const paperWidth = 560;
/** Without usage, the lines of a chart on its way. */
const awaitedAmount = 400;
const nothingUsed = { granularity: 'day', parts: [], buckets: [] } as const;

/**
 * Credits over time: one bar for every civil day from the first to the last, days without usage included. Above 400
 * days it draws months, above 400 months years, and says so. What reports cost stands below what messages cost.
 *
 * @example
 * ```ts
 * chart.ledger = await new UsageClient({ url: '/usage' }).load();
 * ```
 *
 * @tagname usage-chart
 * @fires {UsageErrorEvent} usage-error - The ledger cannot be drawn: `event.error`.
 * @csspart figure - The whole chart.
 * @csspart caption - The line above the plot: what is drawn, and the legend.
 * @csspart legend - What the colours of the bars mean, with the credits of each.
 * @csspart plot - Where the bars stand.
 * @csspart bar - One bar.
 * @csspart bar-reports - The part of a bar that reports cost.
 * @csspart bar-messages - The part of a bar that messages without a report cost.
 * @csspart grid - The lines behind the bars.
 * @csspart amount-axis - The figures beside the lines.
 * @csspart bucket-axis - The line of days, months or years below the bars.
 * @csspart cursor - The mark behind the bar pointed at.
 * @csspart bucket-label - The name of a day, month or year below its bar.
 * @csspart switch - The button that shows the same as a table.
 * @csspart buckets - What scrolls around that table.
 * @csspart tooltip - What is said about the bar pointed at.
 * @cssproperty [--usage-shadow=0 4px 16px rgb(0 0 0 / 0.12)] - Shadow of the tooltip.
 * @cssproperty [--usage-chart-height=12rem] - Height of the plot with its days.
 * @cssproperty [--usage-row-height=2.5rem] - Rows of the table of days, months or years have 70 % of it.
 * @cssproperty [--usage-table-header=var(--usage-surface)] - Background of headers and total in that table.
 */
export class UsageChart extends UsageElement {
  static override styles = [tokens, chartStyles, chartMediaStyles];

  /** What is drawn: a ledger, or another snapshot. */
  @property({ attribute: false }) ledger: UsageSnapshot | undefined;

  /** Figures that are drawn in place of the ledger's. */
  @property({ attribute: false }) summary: UsageSummary | undefined;

  @state() private tabular = false;

  #printing = false;
  #usage: UsageSummary | undefined;
  #axis: AmountAxis = amountAxis(0);
  #bars: readonly Bar[] = [];
  #starts: readonly string[] = [];
  #drawnBars: unknown;
  #answer = new AnswerController(this, (error) => this.dispatchEvent(new UsageErrorEvent(error)));
  #pointer = new PointerController(this, () => ({ starts: this.#starts, plot: this.#plot, mirrored: this.#mirrored }));
  #plotSize: ElementSizeController = new ElementSizeController(this, () => this.#plot);
  #labelSize: ElementSizeController = new ElementSizeController(
    this,
    () => this.renderRoot?.querySelector('.ruler') ?? null,
  );

  constructor() {
    super();
    new PrintController(this, (printing) => {
      this.#printing = printing;
      this.requestUpdate();
      this.performUpdate();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { words, format } = this;
    super.willUpdate(changed);
    if (!this.summary) this.#answer.ask(this.ledger, { timeZone: this.zone }, { timeZone: this.zone });
    const usage = this.summary ?? this.#answer.answer?.summary;
    const isNew = usage !== this.#usage || !this.hasUpdated;
    this.#usage = usage;
    if (isNew) {
      const { buckets, parts } = usage ?? nothingUsed;
      this.#axis = amountAxis(usage ? Math.max(0, ...buckets.map(({ amount }) => amount)) : awaitedAmount);
      this.#bars = layOutBars({ buckets, parts }, this.#axis.top);
      this.#starts = buckets.map(({ start }) => start);
    }
    if (isNew || words !== this.words || format !== this.format) {
      this.#drawnBars = usage ? renderBars(usage, this.#bars, this.#words) : nothing;
    }
  }

  protected override render() {
    const usage = this.#usage;
    const { words: strings } = this;
    const name = nameOf(usage ?? nothingUsed, strings);
    const toggle = () => (this.tabular = !this.tabular);
    return html`
      <figure
        part="figure"
        role="figure"
        dir=${this.direction ?? nothing}
        aria-label=${usage ? describe(usage, this.zone, this.#words) : name}
      >
        <figcaption part="caption">
          <span>${name}${renderNote(usage ?? nothingUsed, strings)}</span>
          ${renderLegend(usage, this.#words)}
          <button
            part="switch"
            type="button"
            aria-pressed=${this.tabular}
            ?disabled=${!this.#bars.length}
            @click=${toggle}
          >
            ${strings.asTable}
          </button>
        </figcaption>
        ${usage && this.tabular ? renderBucketTable(usage, name, this.#words) : this.#renderPlot(name)}
      </figure>
    `;
  }

  #renderPlot(name: string) {
    const { active, point, leave, walk, focus, blur } = this.#pointer;
    const usage = this.#usage;
    return html`
      <div class="plot-area">
        ${renderAmountAxis(this.#axis, (tick) => (usage ? this.format.tick(tick) : nothing))}
        <div
          part="plot"
          class="plot"
          role="listbox"
          aria-orientation="horizontal"
          aria-label=${name}
          aria-activedescendant=${active === undefined ? nothing : `bar-${active}`}
          tabindex=${this.#bars.length ? 0 : nothing}
          @pointermove=${point}
          @pointerdown=${point}
          @pointerleave=${leave}
          @keydown=${walk}
          @focus=${focus}
          @blur=${blur}
        >
          ${renderGrid(this.#axis)} ${this.#drawnBars} ${renderCursor(this.#bars[active ?? -1], this.#bars.length)}
          ${usage ? renderTooltip(usage, active, this.#words) : nothing}
        </div>
        ${renderBucketAxis({
          middles: this.#bars.map(({ middle }) => middle),
          // A page cannot measure the paper: this fits a narrow one.
          width: this.#printing ? Math.min(this.#plotSize.width, paperWidth) : this.#plotSize.width,
          labelWidth: Math.ceil(this.#labelSize.width),
          mirrored: () => this.#mirrored,
          label: (index) => this.format.bucket(this.#starts[index]!, usage!.granularity),
        })}
      </div>
    `;
  }

  protected override updated(): void {
    const tooltip = this.renderRoot.querySelector<HTMLElement>('.tooltip');
    const bar = this.#bars[this.#pointer.active ?? -1];
    if (tooltip && bar) placeTooltip(tooltip, bar.middle, this.#mirrored);
  }

  get #words() {
    return { strings: this.words, format: this.format };
  }

  get #plot(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('.plot') ?? null;
  }

  /** Is the newest bucket on the left? */
  get #mirrored(): boolean {
    return this.direction ? this.direction === 'rtl' : this.matches(':dir(rtl)');
  }
}
