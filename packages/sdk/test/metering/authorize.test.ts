import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createUsageHandler, type UsageHandlerOptions } from '../../src/metering/usage-handler.ts';

const upstream = { messages: async () => [], report: async () => undefined };

for (const verdict of [new Response(null, { status: 401 }), { valid: false }, 'no', '', 1, 0, null, undefined, []]) {
  for (const given of [verdict, Promise.resolve(verdict)]) {
    const name = given instanceof Promise ? 'a promise of ' : '';
    it(`${name}${verdict instanceof Response ? 'a Response' : JSON.stringify(verdict)} lets nobody in`, async () => {
      const authorize = (() => given) as unknown as UsageHandlerOptions['authorize'];
      const { status } = await createUsageHandler({ upstream, authorize })(new Request('http://a.test/usage'));
      assert.equal(status, 401);
    });
  }
}

it('true lets in, and so does a promise of it', async () => {
  for (const authorize of [() => true, async () => true]) {
    const { status } = await createUsageHandler({ upstream, authorize })(new Request('http://a.test/usage'));
    assert.equal(status, 200);
  }
});
