import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Message, Report, UsageItem } from '@usage/sdk';
import { buildDemo } from '../examples/server/build-demo.js';
import { makeSample } from '../examples/server/sample/make-sample.js';
import { sampleUpstream } from '../examples/server/sample-upstream.js';

const sample = new URL('../examples/server/sample/', import.meta.url);
const read = (name: string) => readFile(new URL(name, sample), 'utf8');
const { messages }: { messages: Message[] } = JSON.parse(await read('messages.json'));
const reports: Report[] = JSON.parse(await read('reports.json'));
const get = (path: string, init?: RequestInit) => sampleUpstream()(new Request(`http://sample${path}`, init));

async function temporaryFolder(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'usage-demo-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

test('the committed sample is what its script makes', async () => {
  for (const [name, text] of Object.entries(makeSample())) assert.equal(await read(name), text, name);
});

test('the sample is a month: ascending ids and times, days without use, one day far above the others', () => {
  const perDay = new Map<string, number>();
  messages.forEach(({ id, timestamp }, index) => {
    const before = messages[index - 1];
    assert.ok(!before || (id === before.id + 1 && timestamp > before.timestamp), timestamp);
    assert.match(timestamp, /^2026-10-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    perDay.set(timestamp.slice(0, 10), (perDay.get(timestamp.slice(0, 10)) ?? 0) + 1);
  });
  const [most = 0, second = 0] = [...perDay.values()].sort((a, b) => b - a);
  assert.ok(most > 1.5 * second, `${most} and ${second}`);
  assert.ok(31 - perDay.size >= 2);
  assert.ok(messages.length >= 260 && messages.length <= 320);
});

test('one report id of the sample is not found, and every other one is used and costs something', () => {
  const asked = new Set(messages.flatMap(({ report_id }) => report_id ?? []));
  const found = new Set(reports.map(({ id }) => id));
  assert.equal([...asked].filter((id) => !found.has(id)).length, 1);
  assert.deepEqual(
    [...found].filter((id) => !asked.has(id)),
    [],
  );
  assert.ok(asked.size >= 9);
  assert.ok(reports.every(({ credit_cost }) => credit_cost >= 12 && credit_cost <= 120));
  assert.ok(reports.some(({ credit_cost }) => !Number.isInteger(credit_cost)));
});

test('the sample upstream answers a report that there is not with 404 and XML', async () => {
  const response = await get('/upstream/reports/4903');
  assert.equal(response.status, 404);
  assert.equal(response.headers.get('content-type'), 'application/xml');
  assert.match(await response.text(), /^<\?xml.*BlobNotFound/);
});

test('the sample upstream answers GET and HEAD alone', async () => {
  const head = await get('/upstream/messages/current-period', { method: 'HEAD' });
  assert.deepEqual([head.status, await head.text()], [200, '']);
  const post = await get('/upstream/messages/current-period', { method: 'POST' });
  assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD']);
});

test('the demo is a folder of relative links with the usage inside', async (t) => {
  const folder = join(await temporaryFolder(t), 'made', 'when-missing');
  const script = join(await temporaryFolder(t), 'script.js');
  await writeFile(script, '// stands in for the bundle');
  await buildDemo(folder, { script: pathToFileURL(script) });

  const names = ['icon.svg', 'index.html', 'page.css', 'usage-dashboard.min.js', 'usage.json'];
  assert.deepEqual((await readdir(folder)).sort(), names);
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const links = [...html.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, link]) => link ?? '');
  assert.deepEqual(
    links.filter((link) => !names.includes(link)),
    [],
  );
  assert.match(html, /<usage-dashboard src="usage\.json"/);

  const { usage }: { usage: UsageItem[] } = JSON.parse(await readFile(join(folder, 'usage.json'), 'utf8'));
  assert.deepEqual(
    usage.map(({ message_id }) => message_id),
    messages.map(({ id }) => id),
  );
});

test('a demo without the built script says what to run', async (t) => {
  const folder = await temporaryFolder(t);
  const building = buildDemo(folder, { script: pathToFileURL(join(folder, 'missing.js')) });
  await assert.rejects(building, /npm run build/);
});
