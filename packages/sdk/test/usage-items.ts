import fc from 'fast-check';
import type { UsageItem } from '../src/usage-item.ts';

/** An RFC 3339 timestamp of any year, offset and number of fraction digits. */
export const aTimestamp: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
      fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2024-12-31T23:59:59Z'), noInvalidDate: true }),
    ),
    fc.stringMatching(/^(\.[0-9]{1,12})?$/),
    fc.oneof(
      fc.constantFrom('Z', 'z', '+00:00', '-00:00'),
      fc.stringMatching(/^[+-](0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$/),
    ),
  )
  .map(([date, fraction, offset]) => date.toISOString().slice(0, 19) + fraction + offset);

const aName = fc.oneof(
  fc.constantFrom(
    'Short Lease',
    'Tenant Obligations',
    'Report 2',
    'Report 10',
    'report 10',
    'Éclair',
    '=1+1',
    "'quoted'",
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  fc.stringMatching(/^[=+\-@'",;\r\n\t a]{1,4}$/),
);

/** An item as the contract gives it; few distinct values, so that there are ties. */
export const anItem: fc.Arbitrary<UsageItem> = fc
  .record(
    {
      message_id: fc.oneof(fc.integer({ min: -5, max: 20 }), fc.maxSafeInteger(), aName),
      timestamp: fc.oneof(fc.constantFrom('2024-04-29T02:08:29.375Z', '2024-04-29T02:08:29.3751+00:00'), aTimestamp),
      report_name: aName,
      amount: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 100_000_000_000 })),
    },
    { requiredKeys: ['message_id', 'timestamp', 'amount'] },
  )
  .map(({ amount, ...item }) => ({ ...item, credits_used: amount / 100 }));

export const someItems: fc.Arbitrary<UsageItem[]> = fc.array(anItem, { maxLength: 40 });

export const aTimeZone: fc.Arbitrary<string> = fc.constantFrom(
  'UTC',
  'Europe/London',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Asia/Manila',
  'America/Juneau',
);

/** An item of little interest, but for what is told. */
export function item(values: Partial<UsageItem> = {}): UsageItem {
  return { message_id: 1, timestamp: '2024-04-29T02:08:29.375Z', credits_used: 1, ...values };
}
