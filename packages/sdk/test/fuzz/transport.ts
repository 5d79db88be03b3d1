import type { Random } from './random.ts';

/** How a body comes over HTTP. */
export interface Transport {
  /** Where its bytes are cut into pieces. */
  readonly cuts: readonly number[];
  /** A byte that is another than it was. */
  readonly damage?: { readonly at: number; readonly byte: number };
}

export function aTransport(random: Random): Transport {
  const cuts = Array.from({ length: random.below(4) }, () => random.below(1000));
  return random.oneIn(4) ? { cuts, damage: { at: random.below(1000), byte: random.below(256) } } : { cuts };
}

export function bytesOf(text: string, { damage }: Transport): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  if (damage && bytes.length) bytes[damage.at % bytes.length] = damage.byte;
  return bytes;
}

/** What the bytes say; undefined where they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A `fetch` that answers 200, with a body that comes in pieces. */
export function answering(
  bytes: Uint8Array<ArrayBuffer>,
  cuts: readonly number[],
  type = 'application/json',
): typeof fetch {
  return async () => new Response(piecesOf(bytes, cuts), { headers: { 'content-type': type } });
}

function piecesOf(bytes: Uint8Array<ArrayBuffer>, cuts: readonly number[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return new ReadableStream({
    start(controller) {
      let from = 0;
      for (const to of places) controller.enqueue(bytes.slice(from, (from = to)));
      controller.close();
    },
  });
}
