import { formatSorting, type Sorting, type UsageSnapshot } from '@usage/sdk';
import { countMessages, totalCredits, type DashboardContext } from './context.ts';

/** What may be news: a dashboard at one time, to be compared with an earlier one. */
export interface Moment {
  /** What is shown: only its revision counts, and that is asked for when two are compared. */
  readonly snapshot: Pick<UsageSnapshot, 'revision'>;
  readonly loadedAt: number | undefined;
  readonly sorting: Sorting;
}

/** The moment that a context shows; undefined while nothing is shown, or something else may be at any time. */
function momentOf({ state, answer }: DashboardContext, sorting: Sorting): Moment | undefined {
  if (state.status !== 'ready' || !answer) return undefined;
  return { snapshot: answer.snapshot, loadedAt: state.loaded.loadedAt, sorting };
}

/**
 * What the polite region says now. A failed first load speaks by its alert.
 * @param before The last moment of this customer's usage, if there was one.
 * @param asked A person, or the page, has asked for the newest usage since.
 * @param said What it has said last.
 */
export function announcement(
  before: Moment | undefined,
  now: Moment | undefined,
  context: DashboardContext,
  { asked, said }: { asked: boolean; said: string },
): string {
  const { strings, state, answer } = context;
  if (!now) {
    if (state.status === 'failed' && answer) return refreshFailed(context);
    return state.status === 'loading' && !answer ? strings.loading : '';
  }
  const isLoaded = now.loadedAt !== before?.loadedAt;
  const isSorted = !!before && formatSorting(before.sorting) !== formatSorting(now.sorting);
  if (isLoaded && !before) {
    return strings.loaded(countMessages(answer!.summary, context), totalCredits(answer!.summary, context));
  }
  // A refresh that nobody asked for, and that changed nothing, is no news.
  if (isLoaded && (asked || now.snapshot.revision !== before!.snapshot.revision)) return strings.refreshed;
  return isSorted ? sorted(now.sorting, context) : said;
}

/** What has been said, and of what. */
export class Announcer {
  said = '';
  /** A person, or the page, has asked for the newest usage. */
  asked = false;
  #shown: Moment | undefined;

  /** What was shown is gone: what comes next is said as at first. */
  forget(): void {
    this.#shown = undefined;
  }

  look(context: DashboardContext, sorting: Sorting): void {
    const now = momentOf(context, sorting);
    this.said = announcement(this.#shown, now, context, this);
    if (!now) return;
    if (now.loadedAt !== this.#shown?.loadedAt) this.asked = false;
    this.#shown = now;
  }
}

/** `Usage could not be refreshed. You see it as of 29-04-2024 02:08.` */
export function refreshFailed({ state, strings, format }: DashboardContext): string {
  return strings.refreshFailed(format.instant(state.loaded?.loadedAt ?? 0));
}

function sorted(sorting: Sorting, { strings }: DashboardContext): string {
  const names = sorting.map(
    ({ column, direction }, index) =>
      `${strings.columns[column]} ${strings.sorted(direction, index + 1, sorting.length)}`,
  );
  return names.length ? strings.sortedBy(names.join('; ')) : strings.unsorted;
}
