import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import * as array from 'd3-array';
import * as scale from 'd3-scale';
import * as shape from 'd3-shape';
import fc from 'fast-check';
import ky from 'ky';
import { LitElement, css } from 'lit';
import * as decorators from 'lit/decorators.js';
import * as zod from 'zod/mini';
import * as ownStyles from '../packages/dashboard/bundle/css-tag.js';
import * as ownArray from '../packages/dashboard/bundle/d3-array.js';
import * as ownScale from '../packages/dashboard/bundle/d3-scale.js';
import * as ownShape from '../packages/dashboard/bundle/d3-shape.js';
import * as ownDecorators from '../packages/dashboard/bundle/decorators.js';
import ownKy from '../packages/dashboard/bundle/ky.js';
import * as ownZod from '../packages/dashboard/bundle/zod-mini.js';
import { minifyMarkup } from '../scripts/minify-templates.mjs';

/** What the SDK asks ky for. */
const options = {
  cache: 'no-store',
  redirect: 'manual',
  retry: 0,
  timeout: false,
  throwHttpErrors: false,
} as const;

const seen: { method: string; url: string; headers: IncomingHttpHeaders }[] = [];
const server = createServer((request, response) => {
  seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
  if (request.url === '/hang') return;
  response.writeHead(request.url === '/moved' ? 302 : request.url === '/down' ? 503 : 200, { location: '/elsewhere' });
  response.end('body');
});
let url = '';

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

for (const path of ['/usage?a=1', '/moved', '/down']) {
  test(`the bundle’s own ky and ky send the same request and give the same answer: ${path}`, async () => {
    const answers = [];
    for (const send of [ky, ownKy]) {
      const headers = new Headers({ accept: 'application/json', authorization: 'Bearer x' });
      const response = await send(`${url}${path}`, { ...options, headers });
      const { status, redirected, type } = response;
      answers.push({ status, redirected, type, url: response.url, body: await response.text(), request: seen.at(-1) });
    }
    assert.deepEqual(answers[1], answers[0]);
  });
}

test('both give a Request to the fetch that is handed in', async () => {
  for (const send of [ky, ownKy]) {
    const asked: unknown[] = [];
    const fetch = async (input: unknown) => {
      asked.push(input);
      return new Response('own');
    };
    const response = await send(`${url}/own`, { ...options, fetch });
    assert.equal(await response.text(), 'own');
    assert.ok(asked[0] instanceof Request);
  }
});

test('both reject with the reason of the signal', async () => {
  for (const send of [ky, ownKy]) {
    const controller = new AbortController();
    const answer = send(`${url}/hang`, { ...options, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await assert.rejects(async () => answer, /enough/);
  }
});

test('the bundle’s own zod and zod come to the same verdict, data, paths and messages', () => {
  const makeSchema = (z: typeof zod | typeof ownZod) =>
    (z as typeof zod).object({
      id: z.custom(Number.isSafeInteger, { error: 'an integer' }) as zod.ZodMiniType<number>,
      name: (z as typeof zod).optional(
        z.custom((name) => name === null || typeof name === 'string', { error: 'a name' }) as zod.ZodMiniType<string>,
      ),
      any: (z as typeof zod).optional(z.unknown() as zod.ZodMiniType<unknown>),
      inner: (z as typeof zod).object({
        text: z.custom((text) => text === 'x', { error: 'x' }) as zod.ZodMiniType<string>,
      }),
    });
  const verdict = (schema: ReturnType<typeof makeSchema>, value: unknown) => {
    const result = schema.safeParse(value);
    return result.success ? result.data : result.error.issues.map(({ path, message }) => ({ path, message }));
  };
  const [theirs, own] = [makeSchema(zod), makeSchema(ownZod)];
  const odd = fc.oneof(fc.anything(), fc.constantFrom(1, 'x', null, undefined, [], { text: 'x' }));
  const value = fc.oneof(
    odd,
    fc.record(
      { id: odd, name: odd, any: odd, inner: fc.oneof(odd, fc.record({ text: odd })), other: odd },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(value, (given) => assert.deepEqual(verdict(own, given), verdict(theirs, given))),
    { numRuns: 2000 },
  );
});

test('the bundle’s own decorators and Lit’s declare the same properties', () => {
  const declare = ({ property, state }: Pick<typeof decorators, 'property' | 'state'>) => {
    class Declared extends LitElement {}
    ownDecorators.decorate([property()], Declared.prototype, 'plain');
    ownDecorators.decorate([property({ attribute: 'in-words', reflect: true })], Declared.prototype, 'inWords');
    ownDecorators.decorate([property({ attribute: false })], Declared.prototype, 'hidden');
    ownDecorators.decorate([state()], Declared.prototype, 'inner');
    const { observedAttributes, elementProperties } = Declared;
    const accessors = Object.entries(Object.getOwnPropertyDescriptors(Declared.prototype));
    return {
      observedAttributes,
      properties: [...elementProperties].map(([name, options]) => [name, { ...options }]),
      accessors: accessors.map(([name, { get, set }]) => [name, typeof get, typeof set]),
    };
  };
  const own = declare(ownDecorators as unknown as typeof decorators);
  assert.deepEqual(own, declare(decorators));
  assert.deepEqual(own.observedAttributes, ['plain', 'in-words']);
});

test('the bundle’s own styles hold a text that makes one sheet', (t) => {
  const sheets: string[] = [];
  const page = globalThis as { CSSStyleSheet?: unknown };
  page.CSSStyleSheet = class {
    replaceSync(text: string) {
      sheets.push(text);
    }
  };
  t.after(() => delete page.CSSStyleSheet);
  const style = (tag: (texts: TemplateStringsArray) => { cssText: string }) => tag`p {}`;
  const own = style(ownStyles.css);
  assert.equal(own.cssText, style(css).cssText);
  const [one, other, given] = [{}, {}, {}] as ShadowRoot[];
  ownStyles.adoptStyles(one!, [own]);
  ownStyles.adoptStyles(other!, [own]);
  assert.equal(one!.adoptedStyleSheets[0], other!.adoptedStyleSheets[0]);
  assert.deepEqual(sheets, ['p {}']);
  ownStyles.adoptStyles(given!, one!.adoptedStyleSheets);
  assert.deepEqual(given!.adoptedStyleSheets, one!.adoptedStyleSheets);
});

test('the bundle’s own bands and d3’s stand in the same places', () => {
  const padding = fc.double({ min: 0, max: 1, noNaN: true });
  const range = fc.tuple(fc.integer({ min: -1000, max: 0 }), fc.integer({ min: 1, max: 1000 }));
  const bandsOf = ({ scaleBand }: typeof scale, ...given: [number, [number, number], number, number]) => {
    const [count, span, inner, outer] = given;
    const band = scaleBand<number>().domain(Array(count).keys()).range(span).paddingInner(inner).paddingOuter(outer);
    return { width: band.bandwidth(), places: Array.from({ length: count + 1 }, (_, index) => band(index)) };
  };
  fc.assert(
    fc.property(fc.nat(400), range, padding, padding, (...given) => {
      assert.deepEqual(bandsOf(ownScale as unknown as typeof scale, ...given), bandsOf(scale, ...given));
    }),
  );
});

test('the bundle’s own steps of an axis from 0 and d3’s are the same', () => {
  const stop = fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 1, max: 1e15, noNaN: true }));
  fc.assert(
    fc.property(stop, (to) => assert.equal(ownArray.tickIncrement(0, to, 4), array.tickIncrement(0, to, 4))),
    { numRuns: 5000 },
  );
});

test('the bundle’s own stacks and d3’s are the same', () => {
  const stacksOf = ({ stack }: typeof shape, data: { a: number; b: number }[]) => {
    const layers = stack<unknown, { a: number; b: number }, 'a' | 'b'>().keys(['a', 'b']);
    return layers
      .value((datum, key) => datum[key])(data)
      .map((layer) => layer.map(([from, to]) => [from, to]));
  };
  const datum = fc.record({ a: fc.maxSafeNat(), b: fc.maxSafeNat() });
  fc.assert(
    fc.property(fc.array(datum), (data) => {
      assert.deepEqual(stacksOf(ownShape as unknown as typeof shape, data), stacksOf(shape, data));
    }),
  );
});

for (const [markup, minified] of [
  [
    ['\n  <p\n    class="a"\n    id=', '\n  >\n    text\n  </p>\n'],
    ['<p class="a" id=', '>text</p>'],
  ],
  [
    ['<p>', ' ', '</p>'],
    ['<p>', ' ', '</p>'],
  ],
  [
    ['<p>one\n  two ', '\n  three</p>'],
    ['<p>one two ', ' three</p>'],
  ],
  [
    [' (', ')'],
    [' (', ')'],
  ],
  [
    ['<b>', '</b> <i>', '</i>\n  <u></u>'],
    ['<b>', '</b> <i>', '</i><u></u>'],
  ],
] as const) {
  test(`a template keeps its text and loses its layout: ${markup.join('…').replaceAll('\n', '⏎')}`, () => {
    assert.deepEqual(minifyMarkup(markup), minified);
  });
}
