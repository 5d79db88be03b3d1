/** So many bytes are not looked at: even where each of them were a value, they would take a few megabytes. */
const freeBytes = 2 ** 20;
/** Nor so many pieces: bytes that come one by one take more memory than what they say. */
const freePieces = 256;
const containersPerRow = 2;
const valuesPerRow = 8;
const freeValues = 1000;
/** How many different names the members of rows may have. */
const mostNames = 1000;
/** About one name in so many is looked at. */
const namesPerLook = 8;

const [quote, comma, colon, bracket, backslash, brace] = [34, 44, 58, 91, 92, 123];

/**
 * Says of JSON, while its bytes are on their way, whether it holds more than so many rows could: a body of a few hundred
 * kilobytes, once unpacked, can be all `[],[],[]`, and parsing takes twenty times the memory of such a text, and cannot be
 * interrupted. Counted are lists and objects (2 for each row), commas (8), and the different names of members (1,000 in
 * all, as each new one costs an engine more than a row).
 */
export class JsonMeter {
  readonly #mostContainers: number;
  readonly #mostValues: number;
  readonly #names = new Set<number>();
  /** Kept back until there are more of them than are free. */
  #unread: Uint8Array[] = [];
  #bytes = 0;
  #containers = 0;
  #values = 0;
  #colons = 0;
  #nextLook = 0;
  #inText = false;
  #escaped = false;

  constructor(maxRows: number) {
    this.#mostContainers = containersPerRow * maxRows + freeValues;
    this.#mostValues = valuesPerRow * maxRows + freeValues;
  }

  /** The next bytes, which must not change afterwards. False when there are too many values among all so far. */
  admits(bytes: Uint8Array): boolean {
    this.#bytes += bytes.byteLength;
    this.#unread.push(bytes);
    if (this.#bytes <= freeBytes && this.#unread.length < freePieces) return true;
    for (const piece of this.#unread) this.#read(piece);
    this.#unread = [];
    return (
      this.#containers <= this.#mostContainers && this.#values <= this.#mostValues && this.#names.size <= mostNames
    );
  }

  /** In UTF-8, no byte of another character looks like one of these. */
  #read(bytes: Uint8Array): void {
    const { length } = bytes;
    let containers = 0;
    let values = 0;
    // Of the last text: where it begins in these bytes, and behind its end.
    let start = 0;
    let end = 0;
    let at = 0;
    if (this.#escaped) {
      at = 1;
      this.#escaped = false;
    }
    while (at < length) {
      if (this.#inText) {
        while (at < length) {
          const byte = bytes[at++];
          if (byte === quote) {
            this.#inText = false;
            end = at - 1;
            break;
          }
          // What is escaped ends nothing.
          if (byte === backslash && ++at > length) this.#escaped = true;
        }
        continue;
      }
      const byte = bytes[at++];
      if (byte === quote) {
        this.#inText = true;
        start = at;
      } else if (byte === brace || byte === bracket) containers++;
      else if (byte === comma) values++;
      else if (byte === colon && ++this.#colons > this.#nextLook) {
        // At random, so that nobody knows which.
        this.#nextLook += 1 + Math.floor(Math.random() * (2 * namesPerLook - 1));
        this.#names.add(hash(bytes, start, end));
      }
    }
    this.#containers += containers;
    this.#values += values;
  }
}

/** An odd number that nobody knows: names of one hash could else be made to pass as one. */
const multiplier = Math.floor(Math.random() * 2 ** 31) * 2 + 1;

function hash(bytes: Uint8Array, start: number, end: number): number {
  let sum = end - start;
  for (let at = start; at < end; at++) sum = (Math.imul(sum, multiplier) + bytes[at]!) | 0;
  return sum;
}
