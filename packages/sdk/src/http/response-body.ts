import { abortable, nextTask } from '../waiting.ts';
import { JsonMeter } from './json-meter.ts';

/** How long reading may hold the event loop, in milliseconds. */
const longestRead = 16;

/** How much of a body is read. */
export interface BodyLimits {
  /** Decoded bytes. */
  readonly maxBytes: number;
  /** What rows it may hold; see `JsonMeter`. */
  readonly maxRows: number;
}

/**
 * What is wrong with a body.
 *
 * - `bytes`: more came than `maxBytes`
 * - `values`: it holds more than `maxRows` rows could
 * - `text`: it is not UTF-8
 */
export type BodyFault = 'bytes' | 'values' | 'text';

/**
 * Reads a body of JSON as UTF-8, piece by piece; a body that is not read to its end is cancelled.
 * @param onBytes told whenever some have come.
 * @param onText given each piece of text; when it throws, that is the end.
 * @returns what is wrong with the body, if anything. A body that breaks off rejects with the runtime's error.
 */
export async function readText(
  response: Response,
  { maxBytes, maxRows }: BodyLimits,
  signal: AbortSignal,
  onBytes: () => void,
  onText: (text: string) => void,
): Promise<BodyFault | undefined> {
  if (response.body === null) return undefined;
  const decode = strictDecoder();
  const meter = new JsonMeter(maxRows);
  // Not everything that calls itself fetch has streams.
  if (typeof response.body?.getReader !== 'function') {
    const bytes = new Uint8Array(await abortable(response.arrayBuffer(), signal));
    onBytes();
    if (bytes.byteLength > maxBytes) return 'bytes';
    if (!meter.admits(bytes)) return 'values';
    const text = decode(bytes);
    if (text === undefined || decode(undefined) === undefined) return 'text';
    onText(text);
    return undefined;
  }
  const reader = response.body.getReader();
  // A body that is cancelled ends at once, whether or not its source listens to the signal.
  const leave = () => void reader.cancel(signal.reason).catch(ignore);
  let pause = performance.now() + longestRead;
  let bytes = 0;
  let ended = false;
  signal.addEventListener('abort', leave, { once: true });
  try {
    while (!ended) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (performance.now() > pause) {
        // Pieces that are all there come without a turn of anything else: neither a timer nor the caller could end it.
        await nextTask();
        pause = performance.now() + longestRead;
      }
      signal.throwIfAborted();
      ended = done;
      const length = value?.byteLength ?? 0;
      if (length > 0 || done) onBytes();
      bytes += length;
      if (bytes > maxBytes) return 'bytes';
      if (value && !meter.admits(value)) return 'values';
      const piece = decode(value);
      if (piece === undefined) return 'text';
      onText(piece);
    }
    return undefined;
  } finally {
    signal.removeEventListener('abort', leave);
    if (!ended) reader.cancel().catch(ignore);
  }
}

/** Gives up a body that nobody will read, so that its connection is free again. */
export function discard(response: Response): void {
  // A body that is locked or broken already has nothing to give up, one that is no stream no way to.
  response.body?.cancel?.().catch(ignore);
}

/** Bytes to text; undefined for what is not UTF-8. Without bytes it ends the text. */
function strictDecoder(): (bytes: Uint8Array | undefined) => string | undefined {
  // A byte order mark is one at the beginning alone.
  let ignoreBOM = false;
  let inPieces: TextDecoder | undefined;
  return (bytes) => {
    try {
      if (!inPieces && bytes) {
        try {
          // Node decodes what is whole several times quicker than a piece that may begin or end within a character.
          return decoderOf(ignoreBOM).decode(bytes);
        } catch {
          inPieces = decoderOf(ignoreBOM);
        } finally {
          ignoreBOM ||= bytes.byteLength > 0;
        }
      }
      return (bytes ? inPieces?.decode(bytes, { stream: true }) : inPieces?.decode()) ?? '';
    } catch {
      return undefined;
    }
  };
}

function decoderOf(ignoreBOM: boolean): TextDecoder {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM });
}

function ignore(): void {}
