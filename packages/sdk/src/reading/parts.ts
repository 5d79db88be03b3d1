import type { ColumnStore } from './column-store.ts';
import type { UsagePart } from './snapshot.ts';

/** The parts of a bill, and where each of its rows belongs. */
export interface Parts {
  readonly parts: readonly UsagePart[];
  /** By the code of a name, 0 being none: the place in `parts`. */
  readonly partOf: Uint32Array;
}

/**
 * The names that cost most as parts of their own, largest first, then all others as one, then none. Names of one amount
 * are in the order of their first row.
 * @param top How many are parts of their own.
 */
export function splitByName(store: ColumnStore, top: number): Parts {
  const { names } = store;
  const { messages, sums } = sumByName(store);
  // A server that sends columns may name what no row has.
  const codes = Array.from(names, (_, index) => index + 1).filter((code) => messages[code]! > 0);
  const named = top === 0 ? [] : [...codes].sort((one, other) => sums[other]! - sums[one]!).slice(0, top);
  const isNamed = new Set(named);
  const others = codes.filter((code) => !isNamed.has(code));
  const part = (kind: UsagePart['kind'], own: readonly number[], value = ''): UsagePart => ({
    kind,
    value,
    messages: own.reduce((sum, code) => sum + messages[code]!, 0),
    amount: own.reduce((sum, code) => sum + sums[code]!, 0),
    ...(kind === 'other' && { values: own.length }),
  });
  const partOf = new Uint32Array(names.length + 1);
  const parts: UsagePart[] = [];
  const add = (kind: UsagePart['kind'], own: readonly number[], value?: string) => {
    const made = part(kind, own, value);
    if (made.messages === 0) return;
    for (const code of own) partOf[code] = parts.length;
    parts.push(made);
  };
  for (const code of named) add('value', [code], names[code - 1]);
  add('other', others);
  add('none', [0]);
  return { parts, partOf };
}

interface NameSums {
  /** By code, 0 being none. */
  readonly messages: Float64Array;
  readonly sums: Float64Array;
}

/** They are the same in every time zone. */
const known = new WeakMap<ColumnStore, NameSums>();

function sumByName(store: ColumnStore): NameSums {
  const { length, names, nameCodes, amounts } = store;
  let own = known.get(store);
  if (!own) {
    const messages = new Float64Array(names.length + 1);
    const sums = new Float64Array(names.length + 1);
    for (let row = 0; row < length; row++) {
      const code = nameCodes.at(row);
      messages[code]! += 1;
      sums[code]! += amounts.at(row);
    }
    known.set(store, (own = { messages, sums }));
  }
  return own;
}
