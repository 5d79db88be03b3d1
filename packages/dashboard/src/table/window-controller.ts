import type { LitElement, ReactiveController } from 'lit';
import { windowOf } from '../genuine.ts';
import { ScrollPlace, plainRows, printedRows, scrollRange } from './window.ts';

/** Milliseconds without scrolling after which a movement is over. */
const pause = 150;

/**
 * Keeps only those rows in the page that are looked at. The table itself stays in place while its region scrolls, and
 * the rows in it follow: what is seen is never empty, however fast the region scrolls. In the page they are always in their
 * order.
 */
export class WindowController implements ReactiveController {
  readonly #host: LitElement;
  readonly #place = new ScrollPlace();
  #observer: ResizeObserver | undefined;
  #watched: Element | null = null;
  /** The one that the host is in. */
  #window!: Window & typeof globalThis;
  #timer: number | undefined;
  #stale = false;
  #printing = false;
  #rows = 0;
  #rowHeight = 0;
  #view = 0;
  #count = 0;
  #first = 0;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** How many rows there are, whether in the page or not. */
  set rows(rows: number) {
    const plain = !this.active;
    this.#stale ||= rows !== this.#rows;
    this.#rows = rows;
    if (plain && this.active && this.#host.hasUpdated) this.#takeOver();
    this.#locate();
  }

  /** On paper nobody scrolls: all rows are there. */
  set printing(printing: boolean) {
    this.#printing = printing;
    this.#stale = true;
  }

  /** Whether only some of the rows are in the page, and change as it is scrolled. */
  get active(): boolean {
    return !this.#printing && this.#rows > plainRows;
  }

  /** Rows that do not go to paper. */
  get rest(): number {
    return this.#printing ? Math.max(0, this.#rows - printedRows) : 0;
  }

  /** The numbers of the rows to be drawn, in their order. */
  get drawn(): number[] {
    const [first, count] = this.active ? [this.#first, this.#count] : [0, this.#rows - this.rest];
    return Array.from({ length: count }, (_, index) => first + index);
  }

  /** Goes to the first row. */
  reset(): void {
    this.#place.offset = 0;
    this.#anchor();
  }

  /** To be told of every scroll of the region. */
  readonly follow = (): void => {
    const top = this.#find('.scroller').scrollTop;
    // What an engine makes of rows that come and go is no scrolling.
    if (!this.active || this.#stale || top === this.#place.top) return;
    if (this.#place.follow(top)) this.#anchor();
    this.#window.clearTimeout(this.#timer);
    this.#timer = this.#window.setTimeout(() => this.#settle(), pause);
    const first = this.#first;
    this.#locate();
    if (first !== this.#first) this.#host.requestUpdate();
    this.#shift();
  };

  hostConnected(): void {
    this.#window = windowOf(this.#host) ?? window;
    this.#stale = true;
    if (this.#host.hasUpdated) this.#host.requestUpdate();
  }

  hostUpdated(): void {
    if (!this.active && this.#watched && !this.#printing) this.#handOver();
    this.#watch(this.active ? this.#find('tbody').firstElementChild : null);
    if (this.active && this.#stale && this.#rowHeight) {
      this.#stale = false;
      const scroller = this.#find('.scroller');
      const range = scrollRange(this.#place.length, this.#window.devicePixelRatio);
      scroller.style.cssText = `--_contain: strict; --_height: ${scroller.clientHeight}px; --_range: ${range}px`;
      // What the engine makes of it counts.
      this.#place.range = scroller.scrollHeight - scroller.clientHeight;
      this.#place.top = scroller.scrollTop;
      this.#anchor();
    }
    this.#shift();
  }

  hostDisconnected(): void {
    this.#watch(null);
    this.#window.clearTimeout(this.#timer);
  }

  /** A plain table becomes windowed: its rows may be of many heights, so the place is counted in rows until one is known. */
  #takeOver(): void {
    const top = this.#find('thead').getBoundingClientRect().bottom;
    const boxes = Array.from(this.#find('tbody').children, (row) => row.getBoundingClientRect());
    const first = boxes.findIndex(({ bottom }) => bottom > top);
    const box = boxes[first];
    this.#place.offset = box ? first + (top - box.top) / box.height : 0;
    this.#rowHeight = 1;
    this.#view = 0;
  }

  /** The table is plain again. */
  #handOver(): void {
    const place = this.#place.offset / this.#rowHeight || 0;
    const box = this.#find('tbody').children[Math.floor(place)]?.getBoundingClientRect();
    const top = this.#find('thead').getBoundingClientRect().bottom;
    if (box) this.#find('.scroller').scrollTop += box.top + (place % 1) * box.height - top;
  }

  #find(selector: string): HTMLElement {
    return this.#host.renderRoot.querySelector(selector)!;
  }

  /** Rem, zoom and width change the height of a row. Any row will do: it is watched for as long as it is in the page. */
  #watch(row: Element | null): void {
    if (row && this.#watched?.isConnected) return;
    if (row && this.#observer) return this.#watchLater();
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#watched = row;
    if (!row) return;
    const scroller = this.#find('.scroller');
    const header = this.#find('thead');
    this.#observer = new this.#window.ResizeObserver(() => {
      // Not the client rectangle: a page may have scaled it.
      const height = this.#watched?.isConnected ? parseFloat(this.#window.getComputedStyle(this.#watched).height) : 0;
      const view = Math.max(0, scroller.clientHeight - header.offsetHeight);
      // Rows come and go as the region is scrolled, and most are as high as the one before.
      if (!(height > 0) || (height === this.#rowHeight && view === this.#view)) return;
      if (this.#rowHeight) this.#place.offset *= height / this.#rowHeight;
      this.#rowHeight = height;
      this.#view = view;
      this.#stale = true;
      this.#host.requestUpdate();
    });
    for (const element of [scroller, header, row]) this.#observer.observe(element);
  }

  /** Not at once: an observer that is just telling of sizes would have to tell again in the same frame. */
  #watchLater(): void {
    this.#window.requestAnimationFrame(() => {
      const row = this.active ? this.#find('tbody').firstElementChild : null;
      if (!row || !this.#observer || this.#watched?.isConnected) return;
      if (this.#watched) this.#observer.unobserve(this.#watched);
      this.#watched = row;
      this.#observer.observe(row);
    });
  }

  #locate(): void {
    const place = this.#place;
    place.largeMove = 3 * this.#view;
    place.length = Math.max(0, this.#rows * this.#rowHeight - this.#view);
    // Before anything is measured, what a usual region takes.
    const count = this.#rowHeight ? Math.ceil(this.#view / this.#rowHeight) + 1 : 24;
    this.#count = Math.min(this.#rows, count);
    const first = Math.floor(Math.min(place.offset, place.length) / this.#rowHeight) || 0;
    this.#first = Math.min(first, this.#rows - this.#count);
  }

  #shift(): void {
    const offset = this.#first * this.#rowHeight - this.#place.offset;
    const ratio = this.#window.devicePixelRatio;
    this.#find('tbody').style.transform = this.active ? `translateY(${Math.round(offset * ratio) / ratio}px)` : '';
  }

  /** Once all is quiet, the bar goes to its true place. */
  #settle(): void {
    const { scrollTop, clientHeight } = this.#find('.scroller');
    // Scrolled since, but not told yet: put back, that scroll would be lost. What is hidden only seems to be at its top.
    if (clientHeight && scrollTop !== this.#place.top) return this.follow();
    this.#anchor();
  }

  #anchor(): void {
    const top = this.#place.settle();
    const scroller = this.#find('.scroller');
    if (Math.abs(top - scroller.scrollTop) < 1) return;
    scroller.scrollTop = top;
    this.#place.top = scroller.scrollTop;
  }
}
