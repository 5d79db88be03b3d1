import {
  advanceSorting,
  formatSorting,
  type RowView,
  type Sorting,
  type UsageColumn,
  type UsageLedger,
} from '@usage/sdk';
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { UsageSortEvent } from './events.ts';
import { createFormat, type UsageFormat } from './format.ts';
import { inheritedLanguage, validLocale } from './inherited-language.ts';
import { english, type UsageStrings } from './strings.ts';
import { cellText, columnNames, defaultSortable, parseColumns } from './table/columns.ts';
import { WindowController } from './table/window-controller.ts';
import { isTimeZone, viewersTimeZone } from './time-zone.ts';
import { tokens } from './tokens.styles.ts';
import { tableStyles } from './usage-table.styles.ts';

const emptyView: RowView = { length: 0, at: () => undefined };

/**
 * Usage, one row a message, sortable by several columns. A click on a column's button sorts ascending, then descending,
 * then not at all; with Shift the other columns stay.
 *
 * @example
 * ```ts
 * table.ledger = await new UsageClient({ url: '/usage' }).load();
 * ```
 *
 * @fires usage-sort - After a person sorted; `event.sorting` is what counts now.
 * @csspart scroller - What scrolls.
 * @csspart table - The table.
 * @csspart header - The row of headers.
 * @csspart header-cell - One header.
 * @csspart sort-button - The button in a header.
 * @csspart row - One row.
 * @csspart cell - One cell.
 * @cssproperty [--usage-table-max-height=70vh] - How high the table gets before it scrolls, unless it has a height.
 * @cssproperty [--usage-row-height=2.5rem] - The least height of a row.
 * @cssproperty [--usage-inset=1.25rem] - Space before the first and after the last column.
 */
export class UsageTable extends LitElement {
  static override styles = [tokens, tableStyles];

  /** What is shown. */
  @property({ attribute: false }) ledger: UsageLedger | undefined;

  /** Rows to be drawn instead of the ledger's; a row that is `undefined` is still on its way. */
  @property({ attribute: false }) view: RowView | undefined;

  /** The columns that count, first to last. */
  @property({ attribute: false }) sorting: Sorting = [];

  /** The columns that can be sorted, separated by spaces. */
  @property({ converter: { fromAttribute: parseColumns } }) sortable: readonly UsageColumn[] = defaultSortable;

  /** IANA name; the viewer's by default. */
  @property({ attribute: 'time-zone' }) timeZone: string | undefined;

  /** BCP 47 tag for figures and times. */
  @property() locale: string | undefined;

  /** Words that replace the English ones. */
  @property({ attribute: false }) strings: Partial<UsageStrings> | undefined;

  #strings: UsageStrings = english;
  #format: UsageFormat | undefined;
  #rows: RowView = emptyView;
  #shiftKey = false;
  readonly #window: WindowController = new WindowController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('strings')) this.#strings = { ...english, ...this.strings };
    if (changed.has('timeZone') || changed.has('locale') || !this.#format) {
      const zone = this.timeZone && isTimeZone(this.timeZone) ? this.timeZone : viewersTimeZone();
      this.#format = createFormat(this.locale ? validLocale(this.locale) : undefined, zone);
    }
    const locale = inheritedLanguage(this) ?? (this.locale ? validLocale(this.locale) : undefined);
    this.#rows = this.view ?? this.ledger?.view(this.sorting, locale ? { locale } : {}) ?? emptyView;
    this.#window.rows = this.#rows.length;
    // Another order starts at its top; newer usage is read on where one was.
    const before = changed.get('sorting');
    if (before && formatSorting(before) !== formatSorting(this.sorting)) this.#window.reset();
  }

  protected override render() {
    const windowed = this.#window.active;
    return html`
      <div
        part="scroller"
        class="scroller ${windowed ? 'windowed' : ''}"
        role="region"
        tabindex="0"
        aria-label=${this.#strings.tableRegion}
        @scroll=${this.#window.follow}
      >
        <table
          part="table"
          role="table"
          aria-label=${this.#strings.table}
          aria-rowcount=${windowed ? this.#rows.length + 1 : nothing}
        >
          <thead role="rowgroup">
            <tr part="header" role="row" aria-rowindex=${windowed ? 1 : nothing}>
              ${columnNames.map((column) => this.#renderHeader(column))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${this.#window.slots.map((index) => this.#renderRow(index, windowed))}
          </tbody>
        </table>
      </div>
    `;
  }

  #renderHeader(column: UsageColumn) {
    const rank = this.sorting.findIndex((key) => key.column === column);
    const direction = this.sorting[rank]?.direction;
    const label = this.#strings.columns[column];
    // ARIA asks for one sorted header at most; the others say it in their buttons.
    const ariaSort = rank === 0 ? (direction === 'asc' ? 'ascending' : 'descending') : nothing;
    return html`
      <th part="header-cell" class="${column} ${direction ? 'sorted' : ''}" role="columnheader" aria-sort=${ariaSort}>
        ${this.sortable.includes(column) ? this.#renderButton(column, label, direction, rank) : label}
      </th>
    `;
  }

  #renderButton(column: UsageColumn, label: string, direction: 'asc' | 'desc' | undefined, rank: number) {
    const count = this.sorting.length;
    return html`
      <button
        part="sort-button"
        type="button"
        title=${this.#strings.sortHint}
        @keydown=${this.#rememberShift}
        @click=${(event: MouseEvent) => this.#sort(column, event)}
      >
        <span class="label">${label}</span>
        <span class="arrow" aria-hidden="true">${direction ? (direction === 'asc' ? '↑' : '↓') : '↕'}</span>
        ${
          direction
            ? html`${count > 1 ? html`<span class="rank" aria-hidden="true">${rank + 1}</span>` : nothing}
                <span class="visually-hidden">, ${this.#strings.sorted(direction, rank + 1, count)}</span>`
            : nothing
        }
      </button>
    `;
  }

  #renderRow(index: number, windowed: boolean) {
    const item = this.#rows.at(index);
    return html`
      <tr
        part="row"
        role="row"
        aria-rowindex=${windowed ? index + 2 : nothing}
        .style=${windowed ? `order:${index}` : nothing}
      >
        ${columnNames.map((column) => {
          const text = item && this.#format ? cellText(item, column, this.#format) : undefined;
          return html`<td
            part="cell"
            class=${column}
            role="cell"
            title=${column === 'report_name' && text ? text : nothing}
          >
            ${text ?? html`<span class="placeholder"></span>`}
          </td>`;
        })}
      </tr>
    `;
  }

  // Not every engine tells a click made by the keyboard which keys were held.
  #rememberShift(event: KeyboardEvent) {
    this.#shiftKey = event.shiftKey;
  }

  #sort(column: UsageColumn, event: MouseEvent) {
    const byKeyboard = event.detail === 0;
    this.sorting = advanceSorting(this.sorting, column, event.shiftKey || (byKeyboard && this.#shiftKey));
    this.#shiftKey = false;
    this.dispatchEvent(new UsageSortEvent(this.sorting));
  }
}
