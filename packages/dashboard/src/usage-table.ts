import {
  advanceSorting,
  formatSorting,
  parseSorting,
  type RowView,
  type SortColumn,
  type Sorting,
  type UsageRows,
  type UsageSnapshot,
} from '@usage/sdk';
import { html, isServer, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { AnswerController } from './controllers/answer-controller.ts';
import { PrintController } from './controllers/print-controller.ts';
import { UsageErrorEvent, UsageSortEvent } from './events.ts';
import { cellText, columnNames, defaultSortable, parseColumns } from './table/columns.ts';
import { servedWidths, widthClasses } from './table/served-widths.ts';
import { tableMediaStyles } from './table/table-media.styles.ts';
import { WindowController } from './table/window-controller.ts';
import { windowedStyles } from './table/windowed.styles.ts';
import { tokens } from './tokens.styles.ts';
import { UsageElement } from './usage-element.ts';
import { tableStyles } from './usage-table.styles.ts';

const noRows: RowView = { length: 0, at: () => undefined };
/** Asked of two alone: to hash a long bill takes some milliseconds. */
const areOfOneRevision = (one: UsageRows | RowView, other: UsageRows | RowView) =>
  'revision' in one && 'revision' in other && one.revision === other.revision;
const styles = [tokens, tableStyles, windowedStyles, tableMediaStyles];
const placeholder = html`<span class="placeholder"></span>`;

/**
 * Usage, one row a message, sortable by several columns. A click on a column's button sorts ascending, then descending,
 * then not at all; with Shift the other columns stay.
 *
 * @example
 * ```ts
 * table.ledger = await new UsageClient({ url: '/usage' }).load();
 * ```
 *
 * @tagname usage-table
 * @fires {UsageSortEvent} usage-sort - A person sorted: `event.sorting`.
 * @fires {UsageErrorEvent} usage-error - The ledger cannot be shown: `event.error`.
 * @csspart scroller - What scrolls.
 * @csspart table - The table.
 * @csspart header - The row of headers.
 * @csspart header-cell - One header.
 * @csspart sort-button - The button in a header.
 * @csspart row - One row.
 * @csspart cell - One cell.
 * @csspart rest - On paper, the line that says how many rows are not there.
 * @cssproperty [--usage-table-max-height=70vh] - How high the table gets before it scrolls, unless it has a height.
 * @cssproperty [--usage-row-height=2.5rem] - The least height of a row.
 * @cssproperty [--usage-table-header=var(--usage-surface)] - Background of the headers.
 * @cssproperty [--usage-inset=1.25rem] - Space before the first and after the last column.
 */
export class UsageTable extends UsageElement {
  static override styles = isServer ? [...styles, servedWidths()] : styles;

  /** What is shown: a ledger, or another snapshot. */
  @property({ attribute: false }) ledger: UsageSnapshot | undefined;

  /**
   * Rows to be drawn in place of the ledger's; one that is `undefined` is still on its way. They are in the order of
   * `sorting`, and whoever gives them sorts: a click is told by `usage-sort` alone.
   */
  @property({ attribute: false }) rows: UsageRows | RowView | undefined;

  /** The columns that count, first to last: `{ column, direction }`. */
  @property({ attribute: false }) sorting: Sorting = [];

  /**
   * The columns that can be sorted; as an attribute, separated by spaces.
   * @default report_name credits_used
   */
  @property({ converter: { fromAttribute: parseColumns } }) sortable: readonly SortColumn[] = defaultSortable;

  // What of `sorting` can be sorted by.
  #sorting: Sorting = [];
  #rows: UsageRows | RowView = noRows;
  #leave: (() => void) | undefined;
  #shiftKey = false;
  // The longest text drawn in each column: what has to be compared is never cut.
  #lengths: Partial<Record<SortColumn, number>> = {};
  #answer = new AnswerController(this, (error) => this.dispatchEvent(new UsageErrorEvent(error)));
  readonly #window: WindowController = new WindowController(this);

  constructor() {
    super();
    new PrintController(this, (printing) => {
      this.#window.printing = printing;
      this.requestUpdate();
      this.performUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#rows = noRows;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { collation: locale, zone: timeZone } = this;
    const before = formatSorting(this.#sorting);
    // A page may set anything.
    const given = Array.isArray(this.sorting) ? formatSorting(this.sorting.filter(Boolean)) : '';
    this.#sorting = parseSorting(given, columnNames);
    if (!this.rows) this.#answer.askRows(this.ledger, { timeZone, sorting: this.#sorting, locale });
    this.#draw(this.rows ?? this.#answer.rows ?? noRows);
    // Another order starts at its top; newer usage is read on where one was.
    if (this.hasUpdated && before !== formatSorting(this.#sorting)) this.#window.reset();
    this.#window.rows = this.#rows.length ?? 0;
  }

  protected override render() {
    const { active: windowed, rest } = this.#window;
    const { drawn } = this.#window;
    const rows = repeat(drawn, (index) => index, (index) => this.#renderRow(index, windowed)); // prettier-ignore
    return html`
      <div
        part="scroller"
        class="scroller ${windowed ? 'windowed' : ''}${isServer ? widthClasses(this.#lengths) : ''}"
        role="region"
        dir=${this.direction ?? nothing}
        tabindex="0"
        aria-label=${this.words.tableRegion}
        @scroll=${this.#window.follow}
      >
        <table
          part="table"
          role="table"
          aria-label=${this.words.table}
          aria-rowcount=${windowed ? (this.#rows.length ?? 0) + 1 : nothing}
        >
          <thead role="rowgroup">
            <tr part="header" role="row" aria-rowindex=${windowed ? 1 : nothing}>
              ${columnNames.map((column) => this.#renderHeader(column))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${rows}
          </tbody>
        </table>
        ${rest ? html`<p part="rest" class="rest">${this.words.rest(rest, this.format.count(rest))}</p>` : nothing}
      </div>
    `;
  }

  protected override updated(): void {
    const { drawn } = this.#window;
    if ('want' in this.#rows) this.#rows.want(drawn[0] ?? 0, (drawn.at(-1) ?? -1) + 1);
    const table = this.renderRoot.querySelector('table');
    for (const [column, length] of Object.entries(this.#lengths)) {
      table?.style.setProperty(`--_${column}`, `${length + 1}ch`);
    }
  }

  #draw(rows: UsageRows | RowView): void {
    if (rows === this.#rows) return;
    this.#leave?.();
    // Columns are as wide as what is shown asks for. Another order of the same rows is as wide as the one before.
    if (!areOfOneRevision(rows, this.#rows)) this.#lengths = {};
    this.#rows = rows;
    this.#leave = 'subscribe' in rows ? rows.subscribe(() => this.requestUpdate()) : undefined;
  }

  #renderHeader(column: SortColumn) {
    const rank = this.#sorting.findIndex((key) => key.column === column);
    const direction = this.#sorting[rank]?.direction;
    const label = this.words.columns[column];
    // ARIA asks for one sorted header at most; the others say it in their buttons.
    const ariaSort = rank === 0 ? (direction === 'asc' ? 'ascending' : 'descending') : nothing;
    return html`
      <th part="header-cell" class="${column} ${direction ? 'sorted' : ''}" role="columnheader" aria-sort=${ariaSort}>
        ${this.sortable.includes(column) ? this.#renderButton(column, label, direction, rank) : label}
      </th>
    `;
  }

  #renderButton(column: SortColumn, label: string, direction: 'asc' | 'desc' | undefined, rank: number) {
    const count = this.#sorting.length;
    return html`
      <button
        part="sort-button"
        type="button"
        title=${this.words.sortHint}
        @keydown=${this.#rememberShift}
        @click=${(event: MouseEvent) => this.#sort(column, event)}
      >
        <span class="label"
          >${label}${
            direction
              ? html`<span class="visually-hidden">, ${this.words.sorted(direction, rank + 1, count)}</span>`
              : nothing
          }</span
        >
        <span class="arrow" aria-hidden="true">${direction ? (direction === 'asc' ? '↑' : '↓') : '↕'}</span>
        ${direction && count > 1 ? html`<span class="rank" aria-hidden="true">${rank + 1}</span>` : nothing}
      </button>
    `;
  }

  /** One template for a row with its cells: a template for each cell would take twice as long. */
  #renderRow(index: number, windowed: boolean) {
    const row = this.#rows.at(index);
    const [id, time, name, credits] = columnNames.map((column) => {
      const text = row && cellText(row, column, this.format);
      if (text) this.#lengths[column] = Math.max(this.#lengths[column] ?? 0, text.length);
      return text;
    });
    return html`
      <tr part="row" role="row" aria-rowindex=${windowed ? index + 2 : nothing}>
        <td part="cell" role="cell" class="message_id" title=${id || nothing}>${id ?? placeholder}</td>
        <td part="cell" role="cell" class="timestamp" title=${time || nothing}>${time ?? placeholder}</td>
        <td part="cell" role="cell" class="report_name" title=${name || nothing}>
          ${name === '' ? nothing : (name ?? placeholder)}
        </td>
        <td part="cell" role="cell" class="credits_used">${credits ?? placeholder}</td>
      </tr>
    `;
  }

  // Not every engine tells a click made by the keyboard which keys were held.
  #rememberShift(event: KeyboardEvent) {
    this.#shiftKey = event.shiftKey && (event.key === 'Enter' || event.key === ' ');
  }

  #sort(column: SortColumn, event: MouseEvent) {
    const byKeyboard = event.detail === 0;
    const sorting = advanceSorting(this.#sorting, column, event.shiftKey || (byKeyboard && this.#shiftKey));
    this.#shiftKey = false;
    if (!this.rows) this.sorting = sorting;
    this.dispatchEvent(new UsageSortEvent(sorting));
  }
}
