import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseMessage } from '../../src/contract.ts';
import { ContractError } from '../../src/errors.ts';
import { readMessages } from '../../src/metering/messages.ts';
import { aTimestamp } from '../usage-items.ts';

const timestamp = '2024-04-29T02:08:29.375Z';
const message = { id: 1000, text: 'Are there any restrictions on alterations?', timestamp, report_id: 5392 };

const violates = (path: string, said: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ContractError, String(error));
  assert.equal(error.path, path);
  assert.match(error.message, said);
  return true;
};

describe('readMessages', () => {
  it('keeps the known fields, in order, and the timestamp as it is written', async () => {
    const second = { id: 1001, text: '', timestamp: '2024-04-29t03:08:29+01:00' };
    assert.deepEqual(await readMessages({ messages: [{ ...message, unknown: 1 }, second], page: 1 }), [
      message,
      second,
    ]);
  });

  for (const report_id of [undefined, null, '5392', -1, 1.5, 2 ** 53, NaN, true, {}]) {
    it(`takes a message with the report_id ${JSON.stringify(report_id)} for a text message`, async () => {
      const { report_id: _, ...text } = message;
      assert.deepEqual(await readMessages({ messages: [{ ...message, report_id }] }), [text]);
    });
  }

  const broken: [name: string, body: unknown, path: string, said: RegExp][] = [
    ['no body', undefined, '', /^The body must be an object with messages; got nothing/],
    ['a list', [message], '', /got a list/],
    ['no messages', {}, 'messages', /^messages must be a list; got nothing/],
    ['messages that are null', { messages: null }, 'messages', /got null/],
    ['messages that are an object', { messages: {} }, 'messages', /got an object/],
    ['a message that is null', { messages: [message, null] }, 'messages[1]', /must be an object; got null/],
    ['a message that is a text', { messages: ['x'] }, 'messages[0]', /must be an object; got a string/],
    ['an id that is a text', { messages: [{ ...message, id: '1' }] }, 'messages[0].id', /safe integer; got a string/],
    ['an id with a fraction', { messages: [{ ...message, id: 1.5 }] }, 'messages[0].id', /safe integer/],
    ['an id above 2^53', { messages: [{ ...message, id: 2 ** 53 }] }, 'messages[0].id', /safe integer/],
    ['no text', { messages: [{ ...message, text: undefined }] }, 'messages[0].text', /a string; got nothing/],
    ['a date that does not exist', withTimestamp('2024-02-30T00:00:00Z'), 'messages[0].timestamp', /RFC 3339/],
    ['a time without offset', withTimestamp('2024-04-29T02:08:29'), 'messages[0].timestamp', /RFC 3339/],
    ['a timestamp that is a number', withTimestamp(1714356509375), 'messages[0].timestamp', /got a number/],
  ];
  function withTimestamp(value: unknown) {
    return { messages: [{ ...message, timestamp: value }] };
  }
  for (const [name, body, path, said] of broken) {
    it(`refuses ${name}`, () => assert.rejects(readMessages(body), violates(path, said)));
  }

  it('names the first that is broken', async () => {
    const messages = [message, { ...message, id: null }, { ...message, id: null }];
    await assert.rejects(readMessages({ messages }), violates('messages[1].id', /got null/));
  });

  it('never repeats a value', async () => {
    const messages = [{ ...message, id: 'canary' }];
    await assert.rejects(readMessages({ messages }), (error: Error) => !error.message.includes('canary'));
  });
});

const oddity: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(undefined, null, '', 'x', '5392', true, NaN, Infinity, -0, 1.5, 2 ** 53, -(2 ** 53), [], {}),
  fc.integer(),
  fc.maxSafeInteger(),
  aTimestamp,
  fc.stringMatching(
    /^2024-0[0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{0,4})?(Z|[+-][0-2][0-9]:[0-6][0-9])?$/,
  ),
);
const aValue = fc.oneof(
  fc.record({ id: fc.maxSafeInteger(), text: fc.string(), timestamp: aTimestamp }, { noNullPrototype: true }),
  fc.record(
    { id: fc.maxSafeInteger(), text: fc.string(), timestamp: aTimestamp, report_id: oddity },
    { noNullPrototype: true },
  ),
  fc.record(
    { id: oddity, text: oddity, timestamp: oddity, report_id: oddity, unknown: oddity },
    { requiredKeys: [], noNullPrototype: true },
  ),
  oddity,
);

describe('the gate', () => {
  it('is of one mind with the schema, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aValue, { maxLength: 4 }), async (messages) => {
        const bySchema = outcome(Promise.resolve().then(() => messages.map(parseMessage)));
        assert.deepEqual(await outcome(readMessages({ messages })), await bySchema);
      }),
      { numRuns: 2000 },
    );
  });
});

/** What it gives, or how it fails. */
function outcome(result: Promise<unknown>): Promise<unknown> {
  return result.catch((error: ContractError) => [error.path, error.message]);
}
