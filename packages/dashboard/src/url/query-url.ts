import { formatSorting, parseSorting, type SortColumn, type Sorting } from '@usage/sdk';

/** What of the query stands in the URL. */
export type QueryField = 'sorting' | 'timeZone';

/** How each stands there, and the attribute that names its parameter. Whatever is read is untrusted. */
export const queryUrl = {
  sorting: {
    attribute: 'sorting-param',
    /** Several dashboards of a page have this name unasked: the first one has the parameter, and nothing is wrong. */
    usual: 'sorting',
    /** @param columns Those that the link may sort by. */
    parse: (text: string, columns: readonly SortColumn[]): Sorting => parseSorting(text, columns),
    format: (sorting: Sorting): string => formatSorting(sorting),
  },
  timeZone: {
    attribute: 'time-zone-param',
    usual: '',
    parse: (text: string): string => text,
    format: (zone: string): string => zone,
  },
} as const;
