import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseUsageItems } from '../src/contract.ts';
import { ContractError } from '../src/errors.ts';
import { itemAt, type ColumnStore } from '../src/reading/column-store.ts';
import { toColumns } from '../src/reading/gate.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import { anItem, item } from './usage-items.ts';

const itemsOf = (columns: ColumnStore) => Array.from({ length: columns.length }, (_, row) => itemAt(columns, row));

/** What is said, or refused and why. */
function outcome<T>(read: () => T): T | { code: unknown; path: unknown; message: string } {
  try {
    return read();
  } catch (error) {
    const { code, path, message } = error as ContractError;
    return { code, path, message };
  }
}

/** Minus zero is the one number that a column of whole numbers does not hold. */
const withoutMinusZero = ({ message_id, ...rest }: { message_id: number | string }) => ({
  message_id: Object.is(message_id, -0) ? 0 : message_id,
  ...rest,
});

const fields = ['message_id', 'timestamp', 'report_name', 'credits_used', '__proto__'];
const aDate = '2024-04-29T02:08:29';
const aValue = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    0,
    -0,
    1.5,
    -1,
    NaN,
    Infinity,
    2 ** 53,
    1e9,
    1e9 + 0.01,
    '5',
    true,
    [],
    {},
  ),
  fc.constantFrom(9.350000000000001, 0.1 + 0.2, 1.001, 1e-7, 1e-5, 1e9 + 1e-7),
  fc.constantFrom(`${aDate}Z`, `${aDate}.Z`, `${aDate}.5z`, `${aDate}`, `${aDate}+24:00`, '2023-02-29T00:00:00Z'),
  fc.constantFrom(
    '2016-12-31T23:59:60Z',
    '2024-04-29t02:08:29.1234Z',
    '2024-13-01T00:00:00Z',
    '0000-01-01T00:00:00-23:59',
  ),
  fc.constantFrom(new String('x'), new Date(0), Object.assign([], item()), new Map(), Symbol.iterator, 1n, () =>
    item(),
  ),
  fc.jsonValue({ maxDepth: 1 }),
  fc.string(),
  fc.double(),
);

/** A valid item, something done to it, or something else. */
const anyItem = fc.oneof(
  { weight: 4, arbitrary: anItem },
  { weight: 3, arbitrary: fc.tuple(anItem, fc.constantFrom(...fields), aValue).map(changed) },
  { weight: 1, arbitrary: fc.tuple(anItem, fc.constantFrom(...fields)).map(without) },
  { weight: 1, arbitrary: fc.tuple(anItem, fc.constantFrom('getters', 'inherited', 'bare', 'frozen')).map(odd) },
  { weight: 1, arbitrary: aValue },
);

function changed([given, field, value]: [object, string, unknown]): unknown {
  return { ...given, [field]: value };
}

function without([given, field]: [object, string]): unknown {
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== field));
}

function odd([given, kind]: [object, string]): unknown {
  if (kind === 'inherited') return Object.create(given);
  if (kind === 'bare') return Object.assign(Object.create(null), given);
  if (kind === 'frozen') return Object.freeze({ ...given });
  const getters = Object.entries(given).map(([name, value]) => [name, { get: () => value as unknown }]);
  return Object.defineProperties({}, Object.fromEntries(getters) as PropertyDescriptorMap);
}

test('the gate and the schema come to the same verdict, with the same items or the same words', () => {
  const lists = fc.oneof(fc.array(anyItem, { maxLength: 6 }), fc.array(anItem, { maxLength: 6 }), aValue);
  let taken = 0;
  let refused = 0;
  fc.assert(
    fc.property(lists, (list) => {
      const expected = outcome(() => parseUsageItems(list).map(withoutMinusZero));
      assert.deepEqual(
        outcome(() => itemsOf(toColumns(list))),
        expected,
      );
      if (Array.isArray(expected)) taken++;
      else refused++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(taken > 300 && refused > 300, `${taken} lists were taken, ${refused} refused`);
});

test('each column has its own first doubt, and the schema names it', () => {
  for (const [field, value] of [
    ['message_id', ''],
    ['timestamp', '2023-02-29T00:00:00Z'],
    ['report_name', 7],
    ['credits_used', 1.001],
  ] as const) {
    assert.throws(() => toColumns([item(), item(), { ...item(), [field]: value }, null]), {
      path: `usage[2].${field}`,
    });
  }
});

test('a hole is no item', () => {
  assert.throws(() => toColumns([item(), , item()]), { path: 'usage[1]' });
});

test('what is right is read once, so a getter is taken by its first word', () => {
  let calls = 0;
  const changing = {
    ...item(),
    report_name: null,
    get credits_used() {
      return calls++ === 0 ? 5 : NaN;
    },
  };
  assert.equal(UsageLedger.from([changing]).totalAmount, 500);
  assert.equal(calls, 1);
});

test('a broken rule is named before a total that is too large', () => {
  const items: unknown[] = Array.from({ length: 90_073 }, () => item({ credits_used: 1e9 }));
  assert.throws(() => toColumns(items), { code: 'total_too_large' });
  assert.throws(() => toColumns([...items, null]), { code: 'contract_violation' });
});
