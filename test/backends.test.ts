// The backends to copy, run as programs and checked as anybody's would be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEndpoint } from '../packages/sdk/src/check/check-endpoint.ts';
import { exampleServers, startExample } from './example-servers.ts';

for (const example of exampleServers.filter(({ name }) => name === 'express' || name === 'fastapi')) {
  const skip = example.command ? false : 'Python has no fastapi and uvicorn';
  test(`the backend in ${example.name} keeps the contract`, { skip }, async (t) => {
    const server = await startExample(example);
    t.after(() => server.stop());
    const url = `${server.url}/usage`;
    const report = await checkEndpoint({ url, headers: { authorization: 'Bearer demo' } });
    assert.deepEqual(
      report.findings.filter(({ verdict }) => verdict !== 'kept'),
      [],
    );
    assert.equal(report.verdict, 'kept');
    assert.ok(report.findings.some(({ text }) => text === '65.40 credits'));

    const nobody = await checkEndpoint({ url });
    assert.equal(nobody.verdict, 'unknown', JSON.stringify(nobody.findings));
    assert.deepEqual(nobody.findings[0], { verdict: 'kept', what: 'status', text: '401' });
  });
}
