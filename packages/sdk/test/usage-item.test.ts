import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFields } from '../src/check/check-fields.ts';
import { parseUsageItems } from '../src/contract.ts';
import { UsageLedger } from '../src/reading/ledger.ts';
import { usageItemRules } from '../src/usage-item.ts';

const valid = { message_id: 1, timestamp: '2024-04-29T02:08:29Z', report_name: 'A', credits_used: 1 };
const anything = [
  ...[undefined, null, true, '', ' ', 'a', '1', [], ['a'], {}, 0, -0, -1, 1, 0.5, 1.005, 0.1 + 0.2, 1e9, 1e9 + 0.01],
  ...[NaN, Infinity, 2 ** 53 - 1, 2 ** 53, 1 - 2 ** 53, -(2 ** 53), 1n, Symbol('a')],
  ...['2024-04-29T02:08:29Z', '2024-02-30T02:08:29Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:60.9+00:00'],
];

describe('the rules of a usage item', () => {
  for (const [field, { holds }] of Object.entries(usageItemRules)) {
    it(`are those of contract, fast path and check: ${field}`, () => {
      for (const value of anything) {
        const item = { ...valid, [field]: value };
        const isTaken = holds(value);
        for (const read of [() => parseUsageItems([item]), () => UsageLedger.from([item])]) {
          if (isTaken) read();
          else assert.throws(read, { code: 'contract_violation', path: `usage[0].${field}` });
        }
        const finding = checkFields([item]).find(({ what }) => what === field);
        assert.equal(finding?.verdict === 'broken', !isTaken, String(value));
      }
    });
  }
});
