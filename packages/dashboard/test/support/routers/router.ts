/** As much of an app's router as an app needs to draw its pages and to go to others. */
export interface Router {
  /** Path, query and hash as the router has them: it draws its pages, and writes its next URL, from these. */
  readonly location: string;
  push(to: string): Promise<void>;
  /** As an app does that wants its page anew from a server or a loader. */
  refresh(): Promise<void>;
  /** Listens no more, and gives the page's history back as it was. */
  stop(): void;
}

/** Starts a router that calls `draw` when another location is to be drawn. */
export type StartRouter = (draw: () => void) => Router;

/** Path, query and hash of a URL. */
export function pathOf(url: string | URL = location.href): string {
  const { pathname, search, hash } = new URL(url, location.href);
  return pathname + search + hash;
}

/** What a router waits for before it goes on: loaders, a server, a transition of React. */
export function later(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
