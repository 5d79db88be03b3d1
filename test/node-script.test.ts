import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';

const program = fileURLToPath(new URL('../examples/node-script/usage-report.js', import.meta.url));
const sample = new URL('../examples/server/sample/messages.json', import.meta.url);
const readme = new URL('../examples/node-script/README.md', import.meta.url);
const sampleLength = JSON.parse(readFileSync(sample, 'utf8')).messages.length;

function launch(args: string[]) {
  return spawn(process.execPath, ['--conditions=@usage/source', program, ...args]);
}

async function run(...args: string[]) {
  const child = launch(args);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk) => (output.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk) => (output.stderr += chunk));
  const [code] = await once(child, 'close');
  return { code, ...output };
}

async function listen(t: TestContext, messages: unknown[]) {
  const upstream = serve({
    fetch: () => Response.json({ messages }),
    port: 0,
    hostname: '127.0.0.1',
    overrideGlobalObjects: false,
  });
  t.after(() => upstream.close());
  await once(upstream, 'listening');
  return `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

test('the report of the sample has its total, every day with a bar as long as its credits, and five messages', async () => {
  const { code, stdout, stderr } = await run('--time-zone', 'UTC');
  assert.deepEqual([code, stderr], [0, '']);
  const days = [...stdout.matchAll(/^ {2}2026-10-\d\d +(\d+)\.(\d\d) *(█*)$/gm)];
  const total = sum(days.map(([, credits, cents]) => Number(credits) * 100 + Number(cents)));
  assert.equal(days.length, 31);
  const [, credits, cents] = /^(\d+)\.(\d\d) credits for (\d+) messages$/m.exec(stdout) ?? [];
  assert.equal(Number(credits) * 100 + Number(cents), total);
  assert.equal(Math.max(...days.map(([, , , bar]) => bar?.length ?? 0)), 40);
  assert.equal([...stdout.matchAll(/^ {2}\d+ {2}2026-\S+Z +\d+\.\d\d/gm)].length, 5);
  const [, shown = 'nothing'] = /```\n(\d.*)```\n$/s.exec(readFileSync(readme, 'utf8')) ?? [];
  assert.ok(stdout.startsWith(shown), 'what the README shows');
});

test('--json adds up', async () => {
  const { code, stdout } = await run('--json', '--time-zone', 'Pacific/Auckland');
  const usage = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.equal(usage.time_zone, 'Pacific/Auckland');
  assert.equal(usage.messages, sampleLength);
  assert.equal(usage.scale, 2);
  assert.equal(sum(usage.days.map((day: { amount: number }) => day.amount)), usage.total_amount);
  assert.equal(sum(usage.days.map((day: { messages: number }) => day.messages)), sampleLength);
  assert.equal(usage.dearest.length, 5);
  assert.deepEqual(Object.keys(usage.dearest[0]).sort(), ['amount', 'message_id', 'report_name', 'timestamp']);
  assert.equal(usage.dearest[0].amount, 12_000);
});

test('--csv has a line for each message and adds up to the same total', async () => {
  const [csv, json] = await Promise.all([run('--csv', '--time-zone', 'UTC'), run('--json', '--time-zone', 'UTC')]);
  // No name of the sample holds a comma or a quote.
  const [header = [], ...rows] = csv.stdout
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  assert.equal(rows.length, sampleLength);
  assert.ok(rows.every((row) => row.length === header.length));
  const column = header.indexOf('credits_used');
  const amount = rows.map((row) => Number(row[column]?.replace('.', '')));
  assert.equal(sum(amount), JSON.parse(json.stdout).total_amount);
});

test('days follow the time zone that was asked for', async (t) => {
  const url = await listen(t, [{ id: 1, text: 'Late', timestamp: '2026-10-01T23:30:00Z' }]);
  const dayIn = async (zone: string) =>
    JSON.parse((await run('--upstream', url, '--json', '--time-zone', zone)).stdout).days;
  assert.deepEqual(await dayIn('UTC'), [{ day: '2026-10-01', amount: 100, messages: 1 }]);
  assert.deepEqual(await dayIn('Europe/Paris'), [{ day: '2026-10-02', amount: 100, messages: 1 }]);
});

test('a period without messages is a report too', async (t) => {
  const { code, stdout } = await run('--upstream', await listen(t, []));
  assert.equal(code, 0);
  assert.match(stdout, /^0\.00 credits for 0 messages\n/);
});

test('what cannot be done is said in one sentence', async (t) => {
  const url = await listen(t, [{ id: 1, text: 'x', timestamp: 'yesterday' }]);
  const cases: [string[], RegExp][] = [
    [['--colour'], /^Unknown option '--colour'\. --help lists the options\.\n$/],
    [['--json', '--csv'], /^Choose one of --json and --csv\.\n$/],
    [['--time-zone', 'Mars/Olympus'], /Mars\/Olympus.*\n$/],
    [['--upstream', 'nowhere'], /^--upstream must be a URL.*\n$/],
    [['--upstream', 'ftp://example.com/'], /^--upstream must be a URL.*\n$/],
    [['--upstream', url], /messages\[0\]\.timestamp.*\n$/],
  ];
  await Promise.all(
    cases.map(async ([args, sentence]) => {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout], [1, ''], args.join(' '));
      assert.match(stderr, sentence);
      assert.equal(stderr.split('\n').length, 2, stderr);
    }),
  );
});

test('a reader that closes the pipe is no failure', async () => {
  const child = launch(['--csv']);
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  assert.deepEqual([code, errors], [0, '']);
});

test('--help shows the structure of --json', async () => {
  const { code, stdout } = await run('--help');
  assert.equal(code, 0);
  for (const word of ['--upstream', '--time-zone', '--csv', '"scale"', '"total_amount"', '"dearest"'])
    assert.ok(stdout.includes(word));
});
