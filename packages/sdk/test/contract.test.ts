import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isReportId,
  parseFailure,
  parseMessage,
  parseMessageEnvelope,
  parseReport,
  parseUsageEnvelope,
  parseUsageItems,
} from '../src/contract.ts';
import { isMessageId } from '../src/usage-item.ts';
import { ContractError } from '../src/errors.ts';

const timestamp = '2024-04-29T02:08:29.375Z';
const report = { id: 5392, name: 'Tenant Obligations Report', credit_cost: 79 };
const item = { message_id: 1000, timestamp, report_name: 'Tenant Obligations Report', credits_used: 79 };

const message = { id: 1000, text: 'hello', timestamp };

const violates = (path: string, said: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ContractError, String(error));
  assert.equal(error.path, path);
  assert.match(error.message, said);
  return true;
};

describe('parseMessage', () => {
  const read: [name: string, given: unknown, expected: unknown][] = [
    ['a message as it is', { ...message, report_id: 5392 }, { ...message, report_id: 5392 }],
    ['unknown fields away', { ...message, unknown: 1 }, message],
    ['an empty text', { ...message, text: '' }, { ...message, text: '' }],
    ['a report_id of 0', { ...message, report_id: 0 }, { ...message, report_id: 0 }],
    ['a report_id below 0 away', { ...message, report_id: -1 }, message],
    ['a report_id that is a text away', { ...message, report_id: '5392' }, message],
    ['a report_id of null away', { ...message, report_id: null }, message],
  ];
  for (const [name, given, expected] of read) {
    it(`reads ${name}`, () => assert.deepEqual(parseMessage(given, 0), expected));
  }
});

describe('what is said of a broken rule', () => {
  const credits = 'a number from 0 to 1,000,000,000 with at most two decimals; got ';
  const date = 'an RFC 3339 date-time with offset, such as 2024-04-29T02:08:29.375Z; got a string';
  const table: [path: string, parse: () => unknown, sentence: string][] = [
    ['', () => parseMessageEnvelope(null), 'The body must be an object with messages; got null'],
    ['', () => parseMessageEnvelope([]), 'The body must be an object with messages; got a list'],
    ['', () => parseMessageEnvelope('x'), 'The body must be an object with messages; got a string'],
    ['', () => parseUsageEnvelope(undefined), 'The body must be an object with usage; got nothing'],
    ['messages', () => parseMessageEnvelope({}), 'messages must be a list; got nothing'],
    ['messages', () => parseMessageEnvelope({ messages: {} }), 'messages must be a list; got an object'],
    ['messages[3]', () => parseMessage(7, 3), 'messages[3] must be an object; got a number'],
    [
      'messages[3].id',
      () => parseMessage({ ...message, id: '1' }, 3),
      'messages[3].id must be a safe integer; got a string',
    ],
    [
      'messages[3].text',
      () => parseMessage({ ...message, text: 1 }, 3),
      'messages[3].text must be a string; got a number',
    ],
    [
      'messages[3].timestamp',
      () => parseMessage({ ...message, timestamp: '1' }, 3),
      `messages[3].timestamp must be ${date}`,
    ],
    [
      'messages[3].timestamp',
      () => parseMessage({ ...message, timestamp: 1 }, 3),
      `messages[3].timestamp must be ${date.replace('a string', 'a number')}`,
    ],
    ['', () => parseReport([], 5392), 'The body must be an object; got a list'],
    ['id', () => parseReport({ ...report, id: null }, 5392), 'id must be a safe integer; got null'],
    ['id', () => parseReport({ ...report, id: 1 }, 5392), 'id must be the id that was asked for, 5392; got a number'],
    ['name', () => parseReport({ ...report, name: 7 }, 5392), 'name must be a non-empty string; got a number'],
    ['credit_cost', () => parseReport({ ...report, credit_cost: null }, 5392), `credit_cost must be ${credits}null`],
    ['usage', () => parseUsageItems('x'), 'usage must be a list; got a string'],
    [
      'usage[0].message_id',
      () => parseUsageItems([{ ...item, message_id: null }]),
      'usage[0].message_id must be a safe integer or a non-empty string; got null',
    ],
    ['usage[0].timestamp', () => parseUsageItems([{ ...item, timestamp: 'x' }]), `usage[0].timestamp must be ${date}`],
    [
      'usage[0].report_name',
      () => parseUsageItems([{ ...item, report_name: {} }]),
      'usage[0].report_name must be a string, null or nothing; got an object',
    ],
    [
      'usage[0].credits_used',
      () => parseUsageItems([{ ...item, credits_used: '1' }]),
      `usage[0].credits_used must be ${credits}a string`,
    ],
  ];
  for (const [path, parse, sentence] of table) {
    it(sentence, () => {
      assert.throws(parse, (error) => {
        assert.ok(error instanceof ContractError, String(error));
        assert.deepEqual({ path: error.path, message: error.message }, { path, message: `${sentence}.` });
        return true;
      });
    });
  }
});

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
    ['a message_id of 0', { ...item, message_id: 0 }, { ...item, message_id: 0 }],
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

describe('isMessageId', () => {
  it('is true for safe integers and texts that are not empty', () => {
    assert.deepEqual([0, -1, 1000, Number.MIN_SAFE_INTEGER, 'a', ' '].every(isMessageId), true);
    assert.deepEqual(['', 0.5, 2 ** 53, NaN, null, undefined, true, {}, [], ['a']].some(isMessageId), false);
  });
});
