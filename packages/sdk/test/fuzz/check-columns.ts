import assert from 'node:assert/strict';
import { ContractError } from '../../src/errors.ts';
import { columnarFormat } from '../../src/reading/columnar-reader.ts';
import type { UsageLedger } from '../../src/reading/ledger.ts';
import type { RowView } from '../../src/reading/snapshot.ts';
import { UsageClient } from '../../src/reading/usage-client.ts';
import { itemsOfRows } from '../row-items.ts';
import { checkLedger } from './check-ledger.ts';
import type { ColumnsAnswer } from './columns-answers.ts';
import { readByFormat } from './read-by-format.ts';
import { answering, bytesOf, textOf } from './transport.ts';

const type = 'application/vnd.usage.columns+x-ndjson';

type Verdict = 'taken' | 'refused';

/** Reads usage by column, and compares what comes of it with what the format says. */
export async function checkColumns({ text, cuts, sent }: ColumnsAnswer): Promise<Verdict> {
  if (sent) return checkSentColumns(bytesOf(text, sent), sent.cuts);
  const views: RowView[] = [];
  const verdict = await check(text, () => readInPieces(text, cuts, (rows) => views.push(rows)));
  checkViews(views, readByFormat(text));
  return verdict;
}

/** As `checkColumns`, for bytes that come over HTTP, cut at some places. */
export function checkSentColumns(bytes: Uint8Array<ArrayBuffer>, cuts: readonly number[]): Promise<Verdict> {
  const options = { url: 'https://a.test/usage', retry: { limit: 0 }, columns: columnarFormat };
  return check(textOf(bytes), () => new UsageClient({ ...options, fetch: answering(bytes, cuts, type) }).load());
}

/** @param text undefined for bytes that are none, which are refused at any place. */
async function check(text: string | undefined, read: () => UsageLedger | Promise<UsageLedger>): Promise<Verdict> {
  const { items, broken } = readByFormat(text ?? '');
  let ledger: UsageLedger;
  try {
    ledger = await read();
  } catch (error) {
    assert.ok(error instanceof ContractError, String(error));
    const places = broken === 'count|total' ? ['count', 'total'] : [broken ?? 'nothing'];
    const isThere = places.some((place) => error.path.startsWith(place));
    assert.ok(text === undefined || isThere, `${error.message} and not ${places.join()}`);
    return 'refused';
  }
  assert.equal(text === undefined ? 'no text' : broken, undefined);
  checkLedger(ledger, items);
  return 'taken';
}

/** After each block, what has come so far. */
function checkViews(views: readonly RowView[], { items, lengths }: ReturnType<typeof readByFormat>): void {
  assert.deepEqual(
    views.map(({ length }) => length),
    lengths,
  );
  for (const view of views) {
    assert.deepEqual(itemsOfRows(view), items.slice(0, view.length));
  }
}

function readInPieces(text: string, cuts: readonly number[], onRows: (rows: RowView) => void): UsageLedger {
  const reader = columnarFormat(onRows).open(Infinity);
  let from = 0;
  for (const to of [...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b)) {
    reader.take(text.slice(from, to));
    from = to;
  }
  return reader.end();
}
