import assert from 'node:assert/strict';
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { nodes } from './packages/other-nodes.ts';

// What the example's server sends, before any script.

let server: ChildProcess;
let url: string;
before(async () => {
  server = fork(new URL('served-pages.mjs', import.meta.url), { execArgv: [] });
  [url] = await once(server, 'message');
});
after(() => server.kill());

/** The page's HTML without Lit's comments and styles. */
async function read(search: string) {
  const response = await fetch(url + search);
  const html = await response.text();
  const body = html.replace(/<!--.*?-->/g, '').replace(/<style[^>]*>[^<]*<\/style>/g, '');
  const count = (pattern: RegExp) => [...body.matchAll(pattern)].length;
  return { response, html, body, count };
}

test('total, facts, bars and rows are there, and shadow roots to hold them', async () => {
  const { body, count } = await read('?rows=30');
  assert.match(body, /465\.00 credits/);
  assert.match(body, />30 messages</);
  assert.match(body, />1 Apr 2024 to 2 Apr 2024</);
  assert.match(body, /<option value="Europe\/London" selected="true">Days in Europe\/London</);
  assert.equal(count(/shadowrootmode="open"/g), 3);
  assert.equal(count(/<g part="bar"/g), 2);
  assert.equal(count(/<tr\s+part="row"/g), 30);
  assert.match(body, />1 Apr 2024, 01:00</);
});

test('of many rows, the first are there', async () => {
  const { body, count } = await read('?rows=1000');
  assert.equal(count(/<tr\s+part="row"/g), 24);
  assert.match(body, /aria-rowcount="1001"/);
});

test('without a time zone or a locale it is on its way', async () => {
  for (const missing of ['time-zone', 'locale']) {
    const { body, count } = await read(`?${missing}=`);
    assert.match(body, /aria-busy="true"/);
    assert.doesNotMatch(body, /6\.00/);
    assert.equal(count(/class="placeholder"/g), 24 * 4);
  }
});

test('nothing inline needs more than the nonce of this answer', async () => {
  const nonces = new Set<string>();
  for (const rows of [3, 1000]) {
    const { response, html } = await read(`?rows=${rows}`);
    const [, nonce = ''] = /'nonce-(.+?)'/.exec(response.headers.get('content-security-policy') ?? '') ?? [];
    const styles = [...html.matchAll(/<style.*?>/g)].map(([tag]) => tag);
    assert.deepEqual(styles, Array(3).fill(`<style nonce="${nonce}">`));
    assert.doesNotMatch(html.replace(/<style[^>]*>[^<]*<\/style>/g, ''), /\sstyle=|\son\w+=|javascript:/);
    nonces.add(nonce);
  }
  assert.equal(nonces.size, 2);
});

test('names are text, wherever they stand', async () => {
  const name = '</script><style>*{display:none}</style><img onerror=alert(1)>';
  const { html } = await read(`?name=${encodeURIComponent(name)}`);
  assert.doesNotMatch(html, /<img|<\/script><style|<style>/);
  assert.match(html, /&lt;img onerror/);
});

test('every Node that is here draws the same', () => {
  const script = `
    import '@usage/dashboard';
    import '@usage/dashboard/element';
    import { render } from '@lit-labs/ssr';
    import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
    import { html } from 'lit';
    const usage = [{ message_id: 1, timestamp: '2024-04-01T00:00:00Z', credits_used: 4.4 }];
    process.stdout.write(collectResultSync(render(html\`<usage-dashboard .usage=\${usage} time-zone="UTC" locale="en-GB">\`)));`;
  const drawn = [...nodes().values()].map((node) =>
    execFileSync(node, ['--input-type=module', '-e', script], { encoding: 'utf8', cwd: import.meta.dirname }),
  );
  assert.match(drawn[0] ?? '', /4\.40 credits/);
  assert.equal(new Set(drawn).size, 1);
});
