import type { UsageLedger, UsagePeriods } from '@usage/sdk';
import { html, nothing, svg, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { layOutBars, nearestBar, type Bar } from './chart/bars.ts';
import { creditAxis, type CreditAxis } from './chart/credit-axis.ts';
import { chooseLabels } from './chart/labels.ts';
import { renderPeriodTable } from './chart/period-table.ts';
import { PrintController } from './controllers/print-controller.ts';
import { ElementSizeController } from './controllers/element-size-controller.ts';
import { tokens } from './tokens.styles.ts';
import { chartStyles } from './usage-chart.styles.ts';
import { UsageElement } from './usage-element.ts';

/** CSS pixels of a plot on paper. */
const paperWidth = 560;

const nothingUsed: UsagePeriods = { unit: 'day', periods: [] };

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
 * @csspart figure - The whole chart.
 * @csspart caption - The line above the plot: what is drawn, and the legend.
 * @csspart legend - What the colours of the bars mean, with the credits of each.
 * @csspart plot - Where the bars stand.
 * @csspart bar - One bar.
 * @csspart bar-reports - The part of a bar that reports cost.
 * @csspart bar-texts - The part of a bar that messages without a report cost.
 * @csspart grid - The lines behind the bars.
 * @csspart credits-axis - The figures beside the lines.
 * @csspart days-axis - The line of days below the bars.
 * @csspart cursor - The mark behind the bar pointed at.
 * @csspart day-label - The name of a day below its bar.
 * @csspart switch - The button that shows the same days as a table.
 * @csspart days - What scrolls around the table of days.
 * @csspart tooltip - What is said about the bar pointed at.
 * @cssproperty [--usage-shadow=0 4px 16px rgb(0 0 0 / 0.12)] - Shadow of the tooltip.
 * @cssproperty [--usage-chart-height=12rem] - Height of the plot with its days.
 * @cssproperty [--usage-row-height=2.5rem] - Rows of the table of days have 70 % of it.
 * @cssproperty [--usage-table-header=var(--usage-surface)] - Background of headers and total in the table of days.
 */
export class UsageChart extends UsageElement {
  static override styles = [tokens, chartStyles];

  /** What is drawn. */
  @property({ attribute: false }) ledger: UsageLedger | undefined;

  @state() private active: number | undefined;
  @state() private tabular = false;

  #printing = false;
  #usage = nothingUsed;
  #axis: CreditAxis = creditAxis(0);
  #bars: readonly Bar[] = [];
  #drawnBars: unknown;
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
    const formatChanged = changed.has('timeZone') || changed.has('locale') || !this.hasUpdated;
    const { words } = this;
    super.willUpdate(changed);
    if (formatChanged || changed.has('ledger')) {
      this.#usage = this.ledger?.periods(this.zone) ?? nothingUsed;
      const { periods } = this.#usage;
      this.#axis = creditAxis(
        // Without a ledger, the lines of a chart on its way.
        this.ledger ? Math.max(0, ...periods.map((period) => period.amount)) : 400,
      );
      this.#bars = layOutBars(periods, this.#axis.top);
      this.active = undefined;
    }
    if (formatChanged || changed.has('ledger') || words !== this.words) this.#drawnBars = this.#renderBars();
  }

  protected override render() {
    const { unit } = this.#usage;
    const strings = this.words;
    const name = unit === 'day' ? strings.perDay : unit === 'month' ? strings.perMonth : strings.perYear;
    return html`
      <figure part="figure" role="figure" dir=${this.direction ?? nothing} aria-label=${this.#summary(name)}>
        <figcaption part="caption">
          <span>${name}${unit === 'day' ? nothing : html` (${strings.longPeriod(unit)})`}</span>
          ${this.#renderLegend()} ${this.#renderSwitch()}
        </figcaption>
        ${
          this.tabular ? renderPeriodTable(this.#usage, name, { strings, format: this.format }) : this.#renderPlot(name)
        }
      </figure>
    `;
  }

  #renderPlot(name: string) {
    return html`
      <div class="plot-area">
        <div part="credits-axis" class="credits-axis" aria-hidden="true">
          ${this.#axis.ticks.map((tick) => html`<span>${this.ledger ? this.format.tick(tick) : nothing}</span>`)}
        </div>
        <div
          part="plot"
          class="plot"
          role="listbox"
          aria-orientation="horizontal"
          aria-label=${name}
          aria-activedescendant=${this.active === undefined ? nothing : `bar-${this.active}`}
          tabindex=${this.#bars.length ? 0 : nothing}
          @pointermove=${this.#point}
          @pointerdown=${this.#point}
          @pointerleave=${this.#leave}
          @keydown=${this.#walk}
          @focus=${this.#focus}
          @blur=${this.#leave}
        >
          ${this.#renderGrid()} ${this.#drawnBars} ${this.#renderCursor()} ${this.#renderTooltip()}
        </div>
        ${this.#renderDays()}
      </div>
    `;
  }

  protected override updated(): void {
    // Set by script: a page's policy may forbid style attributes.
    const tooltip = this.renderRoot.querySelector<HTMLElement>('.tooltip');
    const bar = this.#bars[this.active ?? -1];
    if (tooltip && bar) {
      // The same share of itself as of the plot: so it is over its bar, and never over the edge.
      tooltip.style.insetInlineStart = `${bar.middle}%`;
      tooltip.style.transform = `translateX(${this.#mirrored ? bar.middle : -bar.middle}%)`;
    }
  }

  get #plot(): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>('.plot') ?? null;
  }

  /** Is the newest day on the left? */
  get #mirrored(): boolean {
    return this.direction ? this.direction === 'rtl' : this.matches(':dir(rtl)');
  }

  #summary(name: string): string {
    const { unit, periods } = this.#usage;
    const strings = this.words;
    const first = periods[0];
    if (!first || !this.ledger) return name;
    const highest = periods.reduce((best, period) => (period.amount > best.amount ? period : best), first);
    return strings.chartSummary(
      name,
      strings.timeZone(this.zone),
      strings.periods(unit, periods.length, this.format.count(periods.length)),
      strings.credits(this.format.credits(this.ledger.totalAmount)),
      strings.on(this.format.credits(highest.amount), this.format.period(highest.start, unit)),
    );
  }

  #renderLegend() {
    const total = this.ledger?.totalAmount ?? 0;
    const reports = this.#usage.periods.reduce((sum, period) => sum + period.reportAmount, 0);
    // One colour alone needs no legend; usage on its way keeps the place of one.
    if (this.ledger && (!reports || reports === total)) return nothing;
    const text = (amount: number) => this.format.credits(this.ledger ? amount : 100_000);
    return html`
      <span part="legend" class="legend ${this.ledger ? '' : 'awaited'}" aria-hidden=${this.ledger ? nothing : 'true'}>
        <span class="reports">${this.words.reports} ${text(reports)}</span>
        <span class="texts">${this.words.texts} ${text(total - reports)}</span>
      </span>
    `;
  }

  #renderSwitch() {
    const toggle = () => (this.tabular = !this.tabular);
    return html`
      <button part="switch" type="button" aria-pressed=${this.tabular} ?disabled=${!this.#bars.length} @click=${toggle}>
        ${this.words.asTable}
      </button>
    `;
  }

  #renderGrid() {
    const { ticks, top } = this.#axis;
    return html`
      <svg part="grid" class="grid" aria-hidden="true">
        ${ticks.map((tick) => {
          const y = `${100 - (tick / top) * 100}%`;
          return svg`<line x1="0" x2="100%" y1=${y} y2=${y}></line>`;
        })}
      </svg>
    `;
  }

  /** Drawn once for each ledger: pointing at bars does not touch them. */
  #renderBars() {
    const { unit, periods } = this.#usage;
    const plain = periods.every((period) => period.reportAmount === 0);
    return html`
      <svg class="bars ${plain ? 'plain' : ''}" role="presentation">
        ${this.#bars.map((bar, index) => {
          const period = periods[index];
          if (!period) return nothing;
          const name = this.words.bar(
            this.format.period(period.start, unit),
            this.words.credits(this.format.credits(period.amount)),
            this.words.messages(period.messages, this.format.count(period.messages)),
          );
          const part = (kind: 'reports' | 'texts') =>
            bar[kind].height > 0
              ? svg`<rect part="bar-${kind}" class=${kind} x="${bar.x}%" width="${bar.width}%"
                  y="${bar[kind].y}%" height="${bar[kind].height}%"></rect>`
              : nothing;
          return svg`<g part="bar" id="bar-${index}" role="option" aria-label=${name}>
            ${part('reports')}${part('texts')}
          </g>`;
        })}
      </svg>
    `;
  }

  #renderCursor() {
    const bar = this.#bars[this.active ?? -1];
    if (!bar) return nothing;
    const share = 100 / this.#bars.length;
    return html`
      <svg class="pointed" aria-hidden="true">
        <rect part="cursor" class="cursor" x="${bar.middle - share / 2}%" width="${share}%" y="0" height="100%"></rect>
      </svg>
    `;
  }

  #renderTooltip() {
    const { unit, periods } = this.#usage;
    const period = periods[this.active ?? -1];
    if (!period) return nothing;
    return html`
      <div part="tooltip" class="tooltip" aria-hidden="true">
        ${this.format.period(period.start, unit)}
        <strong>${this.words.credits(this.format.credits(period.amount))}</strong>
        <div>${this.words.messages(period.messages, this.format.count(period.messages))}</div>
        ${
          period.reportAmount
            ? html`<div>${this.words.reports} ${this.format.credits(period.reportAmount)}</div>`
            : nothing
        }
      </div>
    `;
  }

  #renderDays() {
    const { unit, periods } = this.#usage;
    // A page cannot measure the paper: this fits a narrow one.
    const width = this.#printing ? Math.min(this.#plotSize.width, paperWidth) : this.#plotSize.width;
    const labelWidth = Math.ceil(this.#labelSize.width);
    const text = (index: number) => this.format.period(periods[index]?.start ?? '', unit);
    const middles = this.#bars.map((bar) => (bar.middle / 100) * width);
    // Labels of a unit are about as wide: the first one is measured for all.
    const labels = labelWidth && width ? chooseLabels(middles, labelWidth, width) : [];
    // A server, which cannot tell, has no labels.
    const mirrored = labels.length > 0 && this.#mirrored;
    return html`
      <div part="days-axis" class="days-axis" aria-hidden="true">
        <span class="ruler">${periods.length ? text(0) : nothing}</span>
        <svg>
          ${labels.map(
            ({ index, x }) =>
              svg`<text part="day-label" x="${(100 * (mirrored ? width - x : x)) / width}%" y="0.6em">${text(index)}</text>`,
          )}
        </svg>
      </div>
    `;
  }

  #point(event: PointerEvent) {
    const box = this.#plot?.getBoundingClientRect();
    if (!box?.width || !this.#bars.length) return;
    const way = this.#mirrored ? box.right - event.clientX : event.clientX - box.left;
    this.active = nearestBar(way / box.width, this.#bars.length);
  }

  #leave() {
    this.active = undefined;
  }

  #focus() {
    // Someone who comes by keyboard begins at the newest; a pointer has chosen already.
    this.active ??= this.#bars.length - 1;
  }

  #walk(event: KeyboardEvent) {
    const last = this.#bars.length - 1;
    const now = this.active ?? last + 1;
    const [back, on] = this.#mirrored ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
    const next: Record<string, number | undefined> = {
      [back]: Math.max(0, now - 1),
      [on]: Math.min(last, now + 1),
      Home: 0,
      End: last,
      Escape: undefined,
    };
    if (!(event.key in next) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.active = next[event.key];
  }
}
