import { inSlices } from './slices.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export function encode(text: string): Bytes {
  return encoder.encode(text);
}

/** A body that is written in pieces: one text of it all would hold the event loop while it is turned into bytes. */
export class BodyWriter {
  readonly #pieces: Bytes[] = [];
  #length = 0;

  write(text: string): void {
    const bytes = encode(text);
    this.#pieces.push(bytes);
    this.#length += bytes.byteLength;
  }

  /** All that has been written, in one piece: it is sent with its length, to everybody who waits for it. */
  async end(signal?: AbortSignal): Promise<Bytes> {
    const body = new Uint8Array(this.#length);
    let at = 0;
    await inSlices(this.#pieces.length, signal, (from, to) => {
      for (const piece of this.#pieces.slice(from, to)) {
        body.set(piece, at);
        at += piece.byteLength;
      }
    });
    return body;
  }
}
