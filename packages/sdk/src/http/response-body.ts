import { abortable } from '../waiting.ts';

/** More bytes came than were allowed. */
export const tooLarge = Symbol('too large');
/** The bytes are not UTF-8. */
export const notText = Symbol('not text');

/**
 * Reads a body as UTF-8, piece by piece; a body that is not read to its end is cancelled.
 * @param onBytes told whenever some have come.
 * @param onText given each piece of text; when it throws, that is the end.
 * @returns what is wrong with the body, if anything. A body that breaks off rejects with the runtime's error.
 */
export async function readText(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
  onBytes: () => void,
  onText: (text: string) => void,
): Promise<typeof tooLarge | typeof notText | undefined> {
  if (!response.body) return undefined;
  const reader = response.body.getReader();
  const decode = strictDecoder();
  let bytes = 0;
  let ended = false;
  try {
    while (!ended) {
      const { done, value } = await abortable(reader.read(), signal);
      onBytes();
      ended = done;
      bytes += value?.byteLength ?? 0;
      if (bytes > maxBytes) return tooLarge;
      const piece = decode(value);
      if (piece === undefined) return notText;
      onText(piece);
    }
    return undefined;
  } finally {
    if (!ended) reader.cancel().catch(ignore);
  }
}

/** Gives up a body that nobody will read, so that its connection is free again. */
export function discard(response: Response): void {
  // A body that is locked or broken already has nothing to give up.
  response.body?.cancel().catch(ignore);
}

/** Bytes to text; undefined for what is not UTF-8. Without bytes it ends the text. */
function strictDecoder(): (bytes: Uint8Array | undefined) => string | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (bytes) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      return undefined;
    }
  };
}

function ignore(): void {}
