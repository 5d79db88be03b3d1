import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { nearestBar } from './bars.ts';

/** What a person can point at. */
export interface Targets {
  /** By bar: its bucket, by the first civil day. */
  readonly starts: readonly string[];
  readonly plot: HTMLElement | null;
  /** Is the newest bucket on the left? */
  readonly mirrored: boolean;
}

/**
 * Which bar a person points at, by mouse, finger or keys. The place is kept by its bucket, so that newer usage does not
 * move it.
 */
export class PointerController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #targets: () => Targets;
  /** The bucket where the person is. */
  #start: string | undefined;
  /** Escape closes what is said of it; keys go on from there. */
  #isOpen = false;
  /** A finger points at a place until it points at another one. */
  #byTouch = false;

  constructor(host: ReactiveControllerHost, targets: () => Targets) {
    this.#host = host;
    this.#targets = targets;
    host.addController(this);
  }

  /** The bar that the person points at; undefined for none. */
  get active(): number | undefined {
    return this.#isOpen ? this.#place : undefined;
  }

  /** Is told when other usage is drawn: a place that is gone is no place. */
  hostUpdate(): void {
    if (this.#place === undefined) this.#start = undefined;
  }

  readonly point = (event: PointerEvent): void => {
    const { plot, mirrored, starts } = this.#targets();
    const box = plot?.getBoundingClientRect();
    if (!box?.width || !starts.length) return;
    this.#byTouch = event.pointerType === 'touch';
    // A finger that moves scrolls the page.
    if (this.#byTouch && event.type !== 'pointerdown') return;
    const way = mirrored ? box.right - event.clientX : event.clientX - box.left;
    this.#go(nearestBar(way / box.width, starts.length));
  };

  readonly leave = (): void => {
    // Lifted, a finger leaves; what it has pointed at is to be read now.
    if (this.#byTouch) return;
    this.#go(undefined);
  };

  readonly blur = (): void => {
    this.#byTouch = false;
    this.#go(undefined);
  };

  readonly focus = (): void => {
    // Someone who comes by keyboard begins at the newest; a pointer has chosen already.
    this.#go(this.active ?? this.#targets().starts.length - 1);
  };

  readonly walk = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { starts, mirrored } = this.#targets();
    const last = starts.length - 1;
    const now = this.#place ?? last + 1;
    const [back, on] = mirrored ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
    const next: Record<string, number> = {
      [back]: Math.max(0, now - 1),
      [on]: Math.min(last, now + 1),
      Home: 0,
      End: last,
    };
    if (event.key === 'Escape') {
      // With nothing to close it is the page's, whose dialog may be waiting for it.
      if (this.active === undefined) return;
      this.#isOpen = false;
      this.#host.requestUpdate();
    } else if (Object.hasOwn(next, event.key)) {
      this.#go(next[event.key]);
    } else {
      return;
    }
    event.preventDefault();
  };

  #go(index: number | undefined): void {
    const start = this.#targets().starts[index ?? -1];
    if (start === this.#start && this.#isOpen === (start !== undefined)) return;
    this.#start = start;
    this.#isOpen = start !== undefined;
    this.#host.requestUpdate();
  }

  /** The bar where the person is, whether or not they point at it. */
  get #place(): number | undefined {
    const index = this.#start === undefined ? -1 : this.#targets().starts.indexOf(this.#start);
    return index < 0 ? undefined : index;
  }
}
