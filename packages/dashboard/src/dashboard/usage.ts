import type { SortColumn, Sorting } from '@usage/sdk';
import { html, nothing } from 'lit';
import type { Answer } from '../controllers/answer-controller.ts';
import type { UsageSortEvent } from '../events.ts';
import type { GivenStrings } from '../strings.ts';
import { chartParts, tableParts } from './parts.ts';

/** What chart and table draw, and how. */
export interface UsageView {
  /** Undefined while it is on its way. */
  readonly answer: Answer | undefined;
  readonly sorting: Sorting;
  readonly sortable: readonly SortColumn[];
  readonly timeZone: string;
  readonly locale: string | undefined;
  readonly strings: GivenStrings | undefined;
  /** For elements inside that cannot ask the page yet. */
  readonly language: string | undefined;
  readonly sort: (sorting: Sorting) => void;
}

const rowsOnTheirWay = { length: 24, at: () => undefined };

/** Chart and table are functions of an answer, and report what people do. */
export function renderUsage({ answer, language, ...view }: UsageView) {
  const lang = language ?? nothing;
  return html`
    <usage-chart
      part="chart"
      lang=${lang}
      exportparts=${chartParts}
      .summary=${answer?.summary}
      .timeZone=${view.timeZone}
      .locale=${view.locale}
      .strings=${view.strings}
    ></usage-chart>
    <usage-table
      part="table"
      lang=${lang}
      exportparts=${tableParts}
      .ledger=${answer?.snapshot}
      .rows=${answer?.rows ?? rowsOnTheirWay}
      .sorting=${view.sorting}
      .sortable=${view.sortable}
      .timeZone=${view.timeZone}
      .locale=${view.locale}
      .strings=${view.strings}
      @usage-sort=${(event: UsageSortEvent) => view.sort(event.sorting)}
    ></usage-table>
  `;
}
