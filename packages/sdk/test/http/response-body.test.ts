import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { discard, readText } from '../../src/http/response-body.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A body of pieces, and whether it was cancelled. */
function bodyOf(pieces: Uint8Array[], isEndless = false) {
  const left = [...pieces];
  const state = { isCancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const piece = left.shift();
      if (piece) controller.enqueue(piece);
      else if (!isEndless) controller.close();
    },
    cancel: () => void (state.isCancelled = true),
  });
  return { response: new Response(stream), state };
}

async function read(response: Response, maxBytes = 100, signal = new AbortController().signal) {
  const texts: string[] = [];
  let heard = 0;
  const wrong = await readText(
    response,
    { maxBytes, maxRows: 1000 },
    signal,
    () => heard++,
    (text) => texts.push(text),
  );
  return { wrong, texts, heard };
}

describe('readText', () => {
  it('gives the text of each piece, and tells of each, and of the end', async () => {
    const { response, state } = bodyOf([bytesOf('a'), bytesOf('bc')]);
    assert.deepEqual(await read(response), { wrong: undefined, texts: ['a', 'bc', ''], heard: 3 });
    assert.equal(state.isCancelled, false);
  });

  it('joins a character that is cut', async () => {
    const bytes = bytesOf('€');
    const { response } = bodyOf([bytes.subarray(0, 2), bytes.subarray(2)]);
    assert.equal((await read(response)).texts.join(''), '€');
  });

  it('takes a byte order mark off the beginning, and leaves every other', async () => {
    const mark = bytesOf('\ufeff');
    const whole = bodyOf([new Uint8Array(0), bytesOf('\ufeffa'), bytesOf('\ufeffb')]);
    assert.equal((await read(whole.response)).texts.join(''), 'a\ufeffb');
    const cut = bodyOf([
      mark.subarray(0, 1),
      mark.subarray(1),
      mark,
      bytesOf('é').subarray(0, 1),
      bytesOf('é').subarray(1),
    ]);
    assert.equal((await read(cut.response)).texts.join(''), '\ufeffé');
  });

  it('does not count a piece without bytes as a sign of life', async () => {
    const { response } = bodyOf([new Uint8Array(0), bytesOf('a'), new Uint8Array(0)]);
    assert.equal((await read(response)).heard, 2);
  });

  it('lets timers and the signal have their turn, however fast the pieces come', async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(0)) });
    const leaver = new AbortController();
    setTimeout(() => leaver.abort('gone'), 30);
    await assert.rejects(read(new Response(endless), 100, leaver.signal), (reason) => reason === 'gone');
  });

  it('gives nothing where there is no body', async () => {
    assert.deepEqual(await read(new Response(null)), { wrong: undefined, texts: [], heard: 0 });
  });

  const wrong: [name: string, pieces: Uint8Array[], maxBytes: number, wrong: string | undefined, texts: string[]][] = [
    ['exactly maxBytes', [bytesOf('ab'), bytesOf('c')], 3, undefined, ['ab', 'c', '']],
    ['one byte over maxBytes', [bytesOf('ab'), bytesOf('cd')], 3, 'bytes', ['ab']],
    ['a byte that is not UTF-8', [bytesOf('a'), Uint8Array.of(0xff)], 100, 'text', ['a']],
    ['half a character at the end', [bytesOf('€').subarray(0, 2)], 100, 'text', ['']],
  ];
  for (const [name, pieces, maxBytes, symbol, texts] of wrong) {
    it(`says what is wrong with ${name}`, async () => {
      const given = await read(bodyOf(pieces).response, maxBytes);
      assert.deepEqual([given.wrong, given.texts], [symbol, texts]);
    });
  }

  it('cancels a body that is too large, is no text, or that nobody wants to read on', async () => {
    const stop = () => {
      throw new Error('enough');
    };
    const never = new AbortController().signal;
    const ignore = () => {};
    const limits = (maxBytes: number) => ({ maxBytes, maxRows: 1000 });
    const [large, garbled, unwanted] = [[bytesOf('ab')], [Uint8Array.of(0xff)], [bytesOf('a')]].map((pieces) =>
      bodyOf(pieces, true),
    );
    assert.equal(await readText(large!.response, limits(1), never, ignore, ignore), 'bytes');
    assert.equal(await readText(garbled!.response, limits(9), never, ignore, ignore), 'text');
    await assert.rejects(readText(unwanted!.response, limits(9), never, ignore, stop), /^Error: enough$/);
    assert.deepEqual(
      [large, garbled, unwanted].map((each) => each!.state.isCancelled),
      [true, true, true],
    );
  });

  it('ends with the reason of its signal, and cancels the body', async () => {
    const { response, state } = bodyOf([], true);
    const reading = read(response, 100, AbortSignal.abort('gone'));
    await assert.rejects(reading, (reason) => reason === 'gone');
    assert.equal(state.isCancelled, true);
  });

  it('ends with the reason of its signal while it waits, though the source does not listen, and leaves no listener', async () => {
    const { response, state } = bodyOf([bytesOf('a')], true);
    const leaver = new AbortController();
    const reading = read(response, 100, leaver.signal);
    await pause(0);
    leaver.abort('gone');
    await assert.rejects(reading, (reason) => reason === 'gone');
    assert.equal(state.isCancelled, true);
    const { signal } = new AbortController();
    await read(bodyOf([bytesOf('a')]).response, 100, signal);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('passes on what broke the body, though it cannot be cancelled any more', async () => {
    const broken = new Error('broke off');
    const stream = new ReadableStream({ pull: (controller) => controller.error(broken) });
    await assert.rejects(read(new Response(stream)), broken);
    await pause(0);
  });
});

describe('readText of a body that is no stream', () => {
  const rows: [name: string, bytes: Uint8Array<ArrayBuffer>, wrong: string | undefined, texts: string[]][] = [
    ['gives its text', bytesOf('aé'), undefined, ['aé']],
    ['takes exactly maxBytes', bytesOf('abcd'), undefined, ['abcd']],
    ['refuses a byte more', bytesOf('abcde'), 'bytes', []],
    ['refuses a byte that is not UTF-8', Uint8Array.of(0xff), 'text', []],
    ['refuses half a character at the end', bytesOf('a€').subarray(0, 3), 'text', []],
  ];
  for (const [name, bytes, wrong, texts] of rows) {
    it(name, async () => {
      const whole = new Response(bytes);
      const response = { body: undefined, arrayBuffer: () => whole.arrayBuffer() } as unknown as Response;
      assert.deepEqual(await read(response, 4), { wrong, texts, heard: 1 });
    });
  }
});

describe('discard', () => {
  it('cancels the body, if there is one and it can be', async () => {
    const { response, state } = bodyOf([bytesOf('a')], true);
    discard(response);
    assert.equal(state.isCancelled, true);
    discard(new Response(null));
    const { response: locked, state: other } = bodyOf([bytesOf('a')], true);
    locked.body?.getReader();
    discard(locked);
    await pause(0);
    assert.equal(other.isCancelled, false);
  });
});
