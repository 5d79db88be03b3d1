// docs/usage.openapi.json beside what the handler really answers, and beside what the SDK refuses.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { UsageLedger, createUsageHandler, type Message, type Report, type UsageItem } from '@usage/sdk';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));
const document = read('docs/usage.openapi.json');

// The double nearest to 4.4 is no multiple of the one nearest to 0.01.
const ajv = new Ajv2020({ strict: false, multipleOfPrecision: 6 });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(document, 'usage.openapi.json');
const pointers = {
  200: '#/components/schemas/Usage',
  401: '#/components/schemas/Failure',
  404: '#/components/schemas/Failure',
  503: '#/components/schemas/Failure',
};

function assertValid(status: number, body: unknown): void {
  const pointer = pointers[status as keyof typeof pointers];
  assert.ok(pointer && document.paths['/usage'].get.responses[status], `${status} is not in the document`);
  const validate = ajv.getSchema(`usage.openapi.json${pointer}`);
  assert.ok(validate?.(body), ajv.errorsText(validate?.errors));
}

const messages: Message[] = read('examples/server/sample/messages.json').messages;
const reports: Report[] = read('examples/server/sample/reports.json');
const upstream = {
  messages: async () => messages,
  report: async (id: number) => reports.find((report) => report.id === id),
};
const broken = { ...upstream, messages: () => Promise.reject(new Error('out of order')) };
const quiet = { onError: () => {} };

test('the document is OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(document);
  assert.ok(valid, JSON.stringify(errors, undefined, 2));
  assert.match(document.openapi, /^3\.1\./);
});

for (const [name, status, options] of [
  ['usage', 200, { upstream }],
  ['no usage', 200, { upstream: { ...upstream, messages: async () => [] } }],
  ['nobody who may see it', 401, { upstream, authorize: () => false }],
  ['a customer that is not known', 404, { upstream: () => undefined }],
  ['an upstream out of order', 503, { upstream: broken }],
] as const) {
  test(`what the handler answers is as the document says: ${name}`, async () => {
    const response = await createUsageHandler({ ...quiet, ...options })(new Request('https://app.test/usage'));
    assert.equal(response.status, status);
    assert.equal(response.headers.get('content-type'), 'application/json');
    assertValid(status, await response.json());
  });
}

test('the example is valid, and reads as a ledger', () => {
  const { example } = document.paths['/usage'].get.responses[200].content['application/json'];
  assertValid(200, example);
  assert.equal(UsageLedger.from(example.usage).totalAmount, 6540);
});

test('the codes of failures are those of the SDK', () => {
  const { examples } = document.components.schemas.Failure.properties.error.properties.code;
  const source = readFileSync(new URL('../packages/sdk/src/metering/failures.ts', import.meta.url), 'utf8');
  const documented = [...source.matchAll(/^ \* - `(\w+)`/gm)].map(([, code]) => code);
  assert.deepEqual(examples, documented);
});

const item: UsageItem = { message_id: 1, timestamp: '2024-04-29T02:08:29.375Z', credits_used: 4.4 };
for (const [wrong, why] of [
  [{ ...item, message_id: 1.5 }, 'a broken id'],
  [{ ...item, message_id: 2 ** 53 }, 'an unsafe id'],
  [{ ...item, timestamp: '2024-04-29 02:08' }, 'a timestamp without offset'],
  [{ ...item, timestamp: '2024-02-30T00:00:00Z' }, 'a date that does not exist'],
  [{ ...item, credits_used: '4.40' }, 'credits as a text'],
  [{ ...item, credits_used: 4.444 }, 'three decimals'],
  [{ ...item, credits_used: -1 }, 'credits below 0'],
  [{ ...item, credits_used: 1_000_000_000.01 }, 'credits above a thousand millions'],
  [{ message_id: 1, timestamp: item.timestamp }, 'no credits'],
] as const) {
  test(`the document and the SDK refuse alike: ${why}`, () => {
    assert.throws(() => assertValid(200, { usage: [wrong] }));
    assert.throws(() => UsageLedger.from([wrong]), { code: 'contract_violation' });
  });
}
