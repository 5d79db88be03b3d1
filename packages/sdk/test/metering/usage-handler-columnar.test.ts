import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Upstream } from '../../src/metering/upstream.ts';
import { createUsageHandler } from '../../src/metering/usage-handler.ts';
import { timestamp } from './tech-task.ts';

const columns = 'application/vnd.usage.columns+x-ndjson';
const upstream: Upstream = {
  messages: async () => [{ id: 1, text: 'a'.repeat(44), timestamp, report_id: 7 }],
  report: async () => ({ id: 7, name: '漢字', credit_cost: 79 }),
};
const block =
  '{"id":1,"time":1714356509375,"unit":1,"ids":[0],"times":[0],"names":["漢字"],"codes":[1],"credits":[7900]}';
const body = `{"version":1}\n${block}\n{"count":1,"total":7900}\n`;

const ask = (accept: string | undefined, method = 'GET') =>
  new Request('https://app.test/usage', { method, headers: accept === undefined ? {} : { accept } });

describe('usage by column', () => {
  it('is answered to whoever asks for it', async () => {
    const response = await createUsageHandler({ upstream })(ask(`${columns}, application/json;q=0.9`));
    assert.deepEqual(Object.fromEntries(response.headers), {
      'cache-control': 'no-store',
      'content-length': String(new TextEncoder().encode(body).byteLength),
      'content-type': columns,
      vary: 'Accept, Authorization, Cookie',
      'x-content-type-options': 'nosniff',
    });
    assert.equal(await response.text(), body);
  });

  for (const accept of [undefined, '*/*', 'application/json', 'text/html', `${columns};q=0`]) {
    it(`is not answered to Accept: ${accept}`, async () => {
      const response = await createUsageHandler({ upstream })(ask(accept));
      assert.equal(response.headers.get('content-type'), 'application/json');
      assert.equal(response.headers.get('vary'), 'Accept, Authorization, Cookie');
      assert.deepEqual(Object.keys((await response.json()) as object), ['usage']);
    });
  }

  it('is answered to HEAD without the body', async () => {
    const handle = createUsageHandler({ upstream });
    const [get, head] = [await handle(ask(columns)), await handle(ask(columns, 'HEAD'))];
    assert.deepEqual([...head.headers], [...get.headers]);
    assert.equal(head.body, null);
  });

  it('varies by origin too, where pages of other origins may ask', async () => {
    const handle = createUsageHandler({ upstream, allowOrigin: 'https://a.test' });
    assert.equal((await handle(ask(columns))).headers.get('vary'), 'Origin, Accept, Authorization, Cookie');
    const refused = createUsageHandler({ upstream, allowOrigin: 'https://a.test', authorize: () => false });
    assert.equal((await refused(ask(columns))).headers.get('vary'), 'Origin, Accept, Authorization, Cookie');
  });

  it('fails as JSON does, and both formats share one look at the upstream', async () => {
    let loads = 0;
    const errors: unknown[] = [];
    const messages = async () => {
      loads++;
      await new Promise((resolve) => setTimeout(resolve, 10));
      throw new Error('broken');
    };
    const handle = createUsageHandler({ upstream: { ...upstream, messages }, onError: (error) => errors.push(error) });
    const responses = await Promise.all([handle(ask(columns)), handle(ask('application/json')), handle(ask(columns))]);
    assert.deepEqual(
      responses.map(({ status, headers }) => [status, headers.get('content-type')]),
      responses.map(() => [503, 'application/json']),
    );
    assert.deepEqual([loads, errors.length], [1, 1]);
  });

  it('whose total cannot be exact is a failure, and is heard once', async () => {
    const errors: unknown[] = [];
    const messages = async () => Array.from({ length: 90_072 }, (_, id) => ({ id, text: '', timestamp }));
    const handle = createUsageHandler({
      upstream: { ...upstream, messages },
      credits: () => 1e11,
      onError: (error) => errors.push(error),
    });
    assert.equal((await handle(ask(columns))).status, 503);
    assert.deepEqual(
      errors.map((error) => Object(error).code),
      ['total_too_large'],
    );
  });
});
