import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBody, readBody } from '../../src/check/check-body.ts';

const item = { message_id: 1, timestamp: '2024-04-29T02:08:29.375Z', credits_used: 4.4 };
const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));
const said = (body: unknown) =>
  checkBody({ text: textOf(body) }).map(({ verdict, what, text }) => `${verdict} ${what}: ${text}`);

const none = 'It must be JSON, and is not.';
const markup = 'It must be JSON, and is HTML or XML.';
const constant = (name: string) => `It must be JSON, which has no ${name}: some libraries write it all the same.`;
const bodies: [body: string, problem: string][] = [
  ['', none],
  ['[1,', none],
  ['x <b>', none],
  ['NaN', none],
  ['["a NaN]', none],
  ['[NaNs]', none],
  ['[]', 'The body must be an object with usage; got a list.'],
  ['{"usage":null}', 'usage must be a list; got null.'],
  ['<p>', markup],
  [' \n<?xml', markup],
  ['[NaN]', constant('NaN')],
  ['[1,NaN]', constant('NaN')],
  ['{"a":  NaN}', constant('NaN')],
  ['{"a":Infinity}', constant('Infinity')],
  ['{"a":-Infinity}', constant('-Infinity')],
];
for (const [body, problem] of bodies) {
  test(`${JSON.stringify(body)} is no body: ${problem}`, () => {
    assert.deepEqual(said(body), [`broken body: ${problem}`]);
  });
}

const read = (body: BodyInit, status = 200) => readBody(new Response(body, { status }), new AbortController().signal);

test('bytes that are not UTF-8 are no body', async () => {
  const [only] = checkBody(await read(Uint8Array.of(0x22, 0xff, 0x22)));
  assert.equal(only?.text, 'It must be JSON in UTF-8, and is not UTF-8.');
});

test('usage is read within the limits of a client, a failure up to 16 KiB', async () => {
  const problem = { problem: 'It is larger than 16384 bytes, the most that is read.' };
  assert.deepEqual(await read(' '.repeat(16_385), 503), problem);
  assert.deepEqual(await read(' '.repeat(16_384), 503), { text: ' '.repeat(16_384) });
  assert.deepEqual(await read('[],'.repeat(4_100_000)), {
    problem: 'It holds more values than 2000000 rows can have, the most that is read.',
  });
});

test('there is no total where a field is broken', () => {
  assert.equal(said({ usage: [item, { ...item, credits_used: -1 }] }).length, 5);
});

test('what is kept is told in words, to the total', () => {
  assert.deepEqual(said({ usage: [item, { ...item, report_name: 'A' }] }), [
    'kept body: an object with a list "usage" of 2',
    'kept message_id: a safe integer, in all 2',
    'kept timestamp: RFC 3339 with offset, in all 2',
    'kept report_name: a name, or left out, in all 2',
    'kept credits_used: a number with at most two decimals, in all 2',
    'kept total: 8.80 credits',
  ]);
  assert.equal(said({ usage: [] })[1], 'kept message_id: no items, nothing to look at');
});

test('habits are told in words', () => {
  const usage = [
    item,
    { message_id: 'x', timestamp: item.timestamp, report_name: '', credits_used: 9.350000000000001 },
  ];
  assert.deepEqual(said({ usage }), [
    'kept body: an object with a list "usage" of 2',
    'accepted message_id: usage[1].message_id is a text; the element takes it, other readers may ask for an integer (1 of 2).',
    'kept timestamp: RFC 3339 with offset, in all 2',
    'accepted report_name: usage[1].report_name is null or ""; the element takes it for none, the contract leaves it out (1 of 2).',
    'accepted credits_used: usage[1].credits_used has binary noise, which the element rounds away: round to two decimals (1 of 2).',
    'kept total: 13.75 credits',
  ]);
});

for (const misfit of [null, [], 'x', 1]) {
  test(`${JSON.stringify(misfit)} is no item`, () => {
    const text = 'broken usage: usage[1] must be an object with the fields of an item.';
    assert.equal(said({ usage: [item, misfit] })[1], text);
    assert.equal(said({ usage: [misfit] })[1], text.replace('[1]', '[0]'));
  });
}

const hints: [field: string, value: unknown, hint: string][] = [
  ['credits_used', '4.40', ' Write it without quotes.'],
  ['credits_used', '', ''],
  ['credits_used', 'four', ''],
  ['credits_used', 4.444, ' It is 4.444.'],
  ['credits_used', true, ''],
  ['message_id', 2 ** 60, ' It is beyond 2^53: write it as a text.'],
  ['message_id', 1.5, ''],
  ['message_id', null, ''],
  ['timestamp', 1714356509, ' Write the date and time out, not seconds.'],
  ['timestamp', '2024-04-29T02:08:29', ' It lacks an offset at the end, such as Z.'],
  ['timestamp', '2024-04-29 02:08:29', ' Put a T for the space, and an offset at the end, such as Z.'],
  ['timestamp', 'yesterday', ''],
  ['timestamp', null, ''],
  ['report_name', 7, ''],
];
for (const [field, value, hint] of hints) {
  test(`the hint for ${field} ${JSON.stringify(value)} is "${hint}"`, () => {
    const line = said({ usage: [{ ...item, [field]: value }] }).find((one) => one.startsWith(`broken ${field}: `));
    assert.match(
      line ?? '',
      new RegExp(`^broken ${field}: 1 of 1 broken, first usage\\[0\\]\\.${field} must be .+; got [^.]+\\.`),
    );
    assert.equal(line?.replace(/^.*; got [^.]+\./, ''), hint);
  });
}
