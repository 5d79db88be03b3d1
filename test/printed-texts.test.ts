// What programs print of a server's texts is shown by a terminal, and not obeyed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { root } from '../scripts/processes.mjs';
import { serve } from '../packages/sdk/test/local-server.ts';
import { ask, exampleServers, startExample, type ExampleServer } from './example-servers.ts';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index));
/** C0 with ESC, DEL, C1 with CSI; marks, line and paragraph separators, embeddings, overrides and isolates. */
const latin = [...range(0x00, 0x1f), ...range(0x7f, 0x9f)];
const obeyed = [...latin, '\u061c', '\u200e', '\u200f', ...range(0x2028, 0x202e), ...range(0x2066, 0x2069)];
/** Clears the screen, turns the rest of the line round, and goes on with everything else. */
const hostile = `A\x1b[2J\x9b31m\u202eB ${obeyed.join('x')} end`;
const visible = (text: string) => `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** @param shown what must be there, in its visible form. */
function assertShown(output: string, shown: readonly string[], lineEnd = '\n') {
  const found = obeyed.filter((character) => output.split(lineEnd).join('').includes(character));
  assert.deepEqual(found.map(visible), [], JSON.stringify(output));
  for (const character of shown) {
    // JSON has some of its own, such as \n.
    const forms = [visible(character), JSON.stringify(character).slice(1, -1)];
    assert.ok(
      forms.some((form) => output.includes(form)),
      `${visible(character)}: ${output}`,
    );
  }
}

async function run(args: readonly string[]) {
  const child = spawn(process.execPath, args, { cwd: root });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  await once(child, 'close');
  return output;
}

const check = 'packages/sdk/bin/usage.js';
const script = 'examples/node-script/usage-report.js';
const fromSource = '--conditions=@usage/source';
const bytes = (...characters: string[]) => characters.join('');
/** What Node sends in a header. */
const inHeader = latin.slice(-32);

const answers: [name: string, status: number, headers: Record<string, string>, body: unknown, shown: string[]][] = [
  ['the error of an answer', 503, {}, { error: { code: hostile, message: hostile } }, obeyed],
  ['its type', 200, { 'content-type': `text/${bytes(...inHeader)}` }, { usage: [] }, inHeader],
  ['where it redirects to', 302, { location: `/${bytes(...inHeader)}` }, '', inHeader],
  ['the origin that it allows', 200, { 'access-control-allow-origin': bytes(...inHeader) }, { usage: [] }, inHeader],
];
for (const [name, status, headers, body, shown] of answers) {
  test(`check shows ${name}`, async (t) => {
    const { origin } = await serve(t, (_, response) => response.writeHead(status, headers).end(JSON.stringify(body)));
    assertShown(await run([check, 'check', origin, '--origin', 'https://app.test']), shown);
  });
}

/** An upstream whose only report has the name. */
async function upstreamWith(t: TestContext, name: string) {
  const { origin } = await serve(t, ({ url }, response) => {
    const message = { id: 1, text: 'x', timestamp: '2026-10-01T00:00:00Z', report_id: 7 };
    response.end(JSON.stringify(url?.includes('report') ? { id: 7, name, credit_cost: 1 } : { messages: [message] }));
  });
  return origin;
}

test('the node script shows the names of reports, as a table, as JSON and as CSV', async (t) => {
  const upstream = await upstreamWith(t, hostile);
  const asked = [fromSource, script, '--time-zone', 'UTC', '--upstream', upstream];
  assertShown(await run(asked), obeyed);
  assertShown(await run([...asked, '--csv']), obeyed, '\r\n');
  const json = await run([...asked, '--json']);
  assertShown(json, ['\x9b', '\u202e', '\u2028']);
  assert.equal(JSON.parse(json).dearest[0].report_name, hostile, 'nothing is lost');
});

for (const program of [check, script, ...['server', 'theming', 'ssr'].map((name) => `examples/${name}/server.js`)]) {
  test(`${program} shows a wrong argument`, async () => {
    const args = program.includes('ssr') ? [program] : [fromSource, program];
    assertShown(await run([...args, `--${hostile.replaceAll(/[\0\n]/g, '')}`]), ['\x1b', '\x9b', '\u202e']);
  });
}

const [server, , ssr, , express, fastapi] = exampleServers as [ExampleServer, ...ExampleServer[]];
const ascii = (text: string) => JSON.stringify(text).replaceAll(/[^ -~]/g, visible);
const source = (name: string) => readFileSync(`${root}/examples/backends/${name}`, 'utf8');
/** Examples whose look-up is replaced by one that fails, as a database may that names what it was asked for. */
const failing: [example: ExampleServer | undefined, path: string, status: number, args: (port: number) => string[]][] =
  [
    [
      ssr,
      '/',
      500,
      (port) => [
        '--input-type=module',
        '-e',
        `import { start } from './examples/ssr/server.js';
       await start({ port: ${port}, page() { throw new Error(${ascii(hostile)}) } });`,
      ],
    ],
    [
      express,
      '/usage',
      503,
      () => [
        '--input-type=module',
        '-e',
        source('express/server.js').replace(
          /const usageOf = .*/,
          `const usageOf = async () => { throw new Error(${ascii(hostile)}) };`,
        ),
      ],
    ],
    [
      fastapi,
      '/usage',
      503,
      () => [
        '-c',
        source('fastapi/server.py').replace(
          /usage_of = .*/,
          () => `def usage_of(customer):\n    raise ValueError(${ascii(hostile)})`,
        ),
      ],
    ],
  ];
for (const [example, path, status, args] of failing) {
  test(
    `the log of ${example?.name} shows an error`,
    { skip: !example?.command && 'it is not installed' },
    async (t) => {
      assert.ok(example);
      const started = await startExample({ ...example, args });
      t.after(() => started.stop());
      const headers = 'Host: localhost\r\nAuthorization: Bearer demo\r\nConnection: close';
      assert.match(
        await ask(started.port, `GET ${path} HTTP/1.1\r\n${headers}\r\n\r\n`),
        new RegExp(`^HTTP/1.1 ${status} `),
      );
      await started.stop();
      assertShown(
        started.log(),
        obeyed.filter((character) => character !== '\n'),
      );
    },
  );
}

test('the log of the server has one line that is not indented for each failure, and nothing of the upstream', async (t) => {
  const { origin } = await serve(t, (_, response) => response.writeHead(500, bytes(...inHeader)).end(hostile));
  const started = await startExample(server, { UPSTREAM_URL: origin });
  t.after(() => started.stop());
  const statuses = [(await fetch(`${started.url}/usage`)).status];
  const headers = { authorization: 'Bearer demo-token-alder' };
  statuses.push((await fetch(`${started.url}/customers/usage`, { headers })).status);
  await started.stop();
  assert.deepEqual(statuses, [503, 503]);
  assertShown(started.log(), []);
  assert.deepEqual(
    started
      .log()
      .match(/^(?! {2}).+/gm)
      ?.map((line) => line.split(':')[0]),
    ['HttpStatusError', 'HttpStatusError'],
  );
});
