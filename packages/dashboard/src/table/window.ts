/** Up to so many rows the table is whole, for find in page and print; above, only what is looked at is in the page. */
export const plainRows = 300;

/** At most so many rows go to paper, a hundred pages or two. */
export const printedRows = 5000;

/** Device pixels that a region may scroll: a quarter of what Chromium and WebKit can, under half of what Firefox can. */
const longestScroll = 8_000_000;

/** At both ends of the way, this part of the shorter scale is one to one. */
const endPart = 64;

/**
 * How far a region has to scroll for rows that are `length` CSS pixels longer than what is seen at once.
 * @param pixelRatio Device pixels in a CSS pixel.
 */
export function scrollRange(length: number, pixelRatio: number): number {
  return Math.ceil(Math.min(length, longestScroll / Math.max(1, pixelRatio)));
}

/**
 * Turns a place on one scale into the place on another: one to one near both ends, so that steps are even there and
 * both ends are met exactly, and in proportion between. With the scales swapped it is its own inverse.
 */
export function stretch(place: number, from: number, to: number): number {
  const end = Math.min(from, to) / endPart;
  if (place > from - end) return to - (from - place);
  return place > end ? end + ((place - end) * (to - 2 * end)) / (from - 2 * end) : place;
}

/**
 * Where one is in rows that are longer than a region can scroll. Small moves go one to one, large ones in proportion.
 * The scrollbar drifts from its true place by small moves, and is put back when `settle` says so.
 */
export class ScrollPlace {
  /** CSS pixels of rows above what is seen: 0 to `length`. */
  offset = 0;
  /** Where the region's scroll stands: 0 to `range`. */
  top = 0;
  /** The most that `offset` can be. */
  length = 0;
  /** The most that `top` can be. */
  range = 0;
  /** From this on a move is large: a drag of the bar, the Home key, a touch on the track. */
  largeMove = 0;

  #large = false;

  /** Follows the region's scroll. True when it has to be put back without delay, as room runs out on one side. */
  follow(top: number): boolean {
    const move = top - this.top;
    const proportional = stretch(top, this.range, this.length);
    // What begins as a drag ends as one, however slow its last steps.
    this.#large ||= Math.abs(move) > this.largeMove;
    this.top = top;
    this.offset += move;
    if (this.#large || Math.abs(proportional - this.offset) < 1) this.offset = proportional;
    const room = Math.min(top, this.range - top);
    return Math.abs(this.#trueTop() - top) >= 1 && room < this.range / endPart / 2;
  }

  /** Ends a movement, and gives the place where the region's scroll belongs. */
  settle(): number {
    this.#large = false;
    return this.#trueTop();
  }

  #trueTop(): number {
    this.offset = Math.max(0, Math.min(this.offset, this.length));
    return stretch(this.offset, this.length, this.range);
  }
}
