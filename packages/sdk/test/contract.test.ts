import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isReportId, parseFailure, parseReport, parseUsageEnvelope, parseUsageItems } from '../src/contract.ts';
import { ContractError } from '../src/errors.ts';

const timestamp = '2024-04-29T02:08:29.375Z';
const report = { id: 5392, name: 'Tenant Obligations Report', credit_cost: 79 };
const item = { message_id: 1000, timestamp, report_name: 'Tenant Obligations Report', credits_used: 79 };

const violates = (path: string, said: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ContractError, String(error));
  assert.equal(error.path, path);
  assert.match(error.message, said);
  return true;
};

describe('parseReport', () => {
  it('keeps the known fields', () => assert.deepEqual(parseReport({ ...report, unknown: 1 }, 5392), report));

  const broken: [name: string, body: unknown, path: string][] = [
    ['a report with another id', { ...report, id: 5391 }, 'id'],
    ['an empty name', { ...report, name: '' }, 'name'],
    ['no name', { ...report, name: undefined }, 'name'],
    ['a cost below 0', { ...report, credit_cost: -1 }, 'credit_cost'],
    ['a cost above 1e9', { ...report, credit_cost: 1e9 + 1 }, 'credit_cost'],
    ['a cost with three decimals', { ...report, credit_cost: 1.005 }, 'credit_cost'],
    ['a cost that is a text', { ...report, credit_cost: '79' }, 'credit_cost'],
    ['null', null, ''],
  ];
  for (const [name, body, path] of broken) {
    it(`refuses ${name}`, () => assert.throws(() => parseReport(body, 5392), violates(path, /must be/)));
  }
});

describe('parseUsageItems', () => {
  const read: [name: string, given: unknown, expected: unknown][] = [
    ['an item as it is', item, item],
    ['unknown fields away', { ...item, unknown: 1 }, item],
    ['a text as message_id', { ...item, message_id: 'a1' }, { ...item, message_id: 'a1' }],
    ['binary noise away', { ...item, credits_used: 9.350000000000001 }, { ...item, credits_used: 9.35 }],
    ['no report_name', without(item), without(item)],
    ['a report_name of null as none', { ...item, report_name: null }, without(item)],
    ['an empty report_name as none', { ...item, report_name: '' }, without(item)],
  ];
  function without({ report_name: _, ...rest }: typeof item) {
    return rest;
  }
  for (const [name, given, expected] of read) {
    it(`reads ${name}`, () => {
      const [tidied] = parseUsageItems([given]);
      assert.deepEqual(tidied, expected);
      assert.deepEqual(Object.keys(tidied ?? {}), Object.keys(Object(expected)));
    });
  }

  const broken: [name: string, items: unknown, path: string][] = [
    ['what is no list', { 0: item }, 'usage'],
    ['an empty message_id', [{ ...item, message_id: '' }], 'usage[0].message_id'],
    ['a message_id with a fraction', [{ ...item, message_id: 1.5 }], 'usage[0].message_id'],
    ['a report_name that is a number', [item, { ...item, report_name: 1 }], 'usage[1].report_name'],
    ['credits finer than noise', [{ ...item, credits_used: 1.001 }], 'usage[0].credits_used'],
    ['credits that are null', [{ ...item, credits_used: null }], 'usage[0].credits_used'],
    ['a hole', [item, , item], 'usage[1]'],
  ];
  for (const [name, items, path] of broken) {
    it(`refuses ${name}`, () => assert.throws(() => parseUsageItems(items), violates(path, /must be/)));
  }
});

describe('parseUsageEnvelope', () => {
  it('gives the list as it is', () => assert.deepEqual(parseUsageEnvelope({ usage: [1, 'x'] }), [1, 'x']));

  it('refuses a body without one', () => {
    assert.throws(() => parseUsageEnvelope({ usage: null }), violates('usage', /must be a list; got null/));
    assert.throws(() => parseUsageEnvelope('usage'), violates('', /must be an object with usage/));
  });
});

describe('parseFailure', () => {
  it('reads code and message', () => {
    const error = { code: 'upstream_timeout', message: 'Try again later.' };
    assert.deepEqual(parseFailure({ error }), error);
  });

  for (const body of [null, {}, { error: 'x' }, { error: { code: 1, message: 'x' } }, { error: { code: 'x' } }]) {
    it(`sees none in ${JSON.stringify(body)}`, () => assert.equal(parseFailure(body), undefined));
  }
});

describe('isReportId', () => {
  it('is true for safe integers of at least 0', () => {
    assert.deepEqual([0, 5392, Number.MAX_SAFE_INTEGER].map(isReportId), [true, true, true]);
    assert.deepEqual([-1, 0.5, 2 ** 53, NaN, '1', null, undefined].some(isReportId), false);
  });
});
