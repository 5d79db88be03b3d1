import type { SortColumn, Sorting } from '@usage/sdk';
import type { ReactiveControllerHost } from 'lit';
import { UrlBinding, type ParameterNames } from '../url/url-binding.ts';
import { queryUrl, type QueryField } from '../url/query-url.ts';

/** A value, and who has said it last. */
interface Asked<T> {
  readonly value: T;
  readonly by: 'host' | 'url' | 'person';
}

/** What the page asks for. */
export interface GivenQuery {
  readonly sorting: Sorting;
  /** The columns that a link may sort by. */
  readonly columns: readonly SortColumn[];
  readonly timeZone: string | undefined;
}

/**
 * What is asked of the snapshot: the one owner of sorting and time zone. Who speaks last counts: the page by its
 * attributes, the URL, or the person, whose choice goes into the URL.
 */
export class QueryController {
  readonly #host: ReactiveControllerHost;
  readonly #url: UrlBinding<QueryField>;
  #given: GivenQuery = { sorting: [], columns: [], timeZone: undefined };
  #sorting: Asked<Sorting> = { value: [], by: 'host' };
  #timeZone: Asked<string | undefined> = { value: undefined, by: 'host' };

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    const names = { sorting: '', timeZone: '' };
    const attributeOf = (field: QueryField, name: string) =>
      name === queryUrl[field].usual ? undefined : queryUrl[field].attribute;
    this.#url = new UrlBinding(host, names, attributeOf, () => this.#urlChanged());
  }

  get sorting(): Sorting {
    return this.#sorting.value;
  }

  /** The time zone that is asked for; undefined for the viewer's. */
  get timeZone(): string | undefined {
    return this.#timeZone.value;
  }

  /** The URL parameter that asks for the time zone, where it is the URL; else empty. */
  get timeZoneParameter(): string {
    return this.#timeZone.by === 'url' ? this.#url.nameOf('timeZone') : '';
  }

  set parameters(names: ParameterNames<QueryField>) {
    this.#url.names = names;
  }

  /** What the page says now. Its new time zone counts, its new sorting where the URL has none. */
  give(given: GivenQuery): void {
    const before = this.#given;
    this.#given = given;
    if (given.sorting !== before.sorting || given.columns !== before.columns) {
      if (this.#sorting.by !== 'person' || given.sorting !== before.sorting) this.#readSorting();
    }
    if (given.timeZone !== before.timeZone) this.#timeZone = { value: given.timeZone, by: 'host' };
  }

  /** The URL says what it says: at first, and whenever it changes. */
  read(): void {
    this.#readSorting();
    const zone = this.#url.text('timeZone');
    this.#timeZone = zone ? { value: zone, by: 'url' } : { value: this.#given.timeZone, by: 'host' };
  }

  sort(sorting: Sorting): void {
    this.#sorting = { value: sorting, by: 'person' };
    // An empty parameter keeps the page's sorting from coming back.
    const isWritten = sorting.length > 0 || this.#given.sorting.length > 0;
    this.#url.write('sorting', isWritten ? queryUrl.sorting.format(sorting) : undefined);
    this.#host.requestUpdate();
  }

  chooseTimeZone(zone: string): void {
    this.#timeZone = { value: zone, by: 'person' };
    this.#url.write('timeZone', zone === this.#given.timeZone ? undefined : queryUrl.timeZone.format(zone));
    this.#host.requestUpdate();
  }

  #readSorting(): void {
    const text = this.#url.text('sorting');
    this.#sorting =
      text === undefined
        ? { value: this.#given.sorting, by: 'host' }
        : { value: queryUrl.sorting.parse(text, this.#given.columns), by: 'url' };
  }

  #urlChanged(): void {
    this.read();
    this.#host.requestUpdate();
  }
}
