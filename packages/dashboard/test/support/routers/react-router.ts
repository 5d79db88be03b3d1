import { later, pathOf, type StartRouter } from './router.ts';

/**
 * The data router of React Router 7.18.6 with `createBrowserHistory`: `getUrlBasedHistory` and `getHistoryState` of
 * `lib/router/history.ts`, `startNavigation`, `completeNavigation` and `revalidate` of `lib/router/router.ts`.
 *
 * Its location is a state of its own, which follows what it pushes and `popstate`. `useSearchParams` and links go by
 * that; `revalidate` runs the loaders, and writes nothing.
 */
export const startReactRouter: StartRouter = (draw) => {
  let current = pathOf();
  let index: number | null = history.state?.idx ?? null;
  if (index === null) {
    index = 0;
    history.replaceState({ ...history.state, idx: index }, '');
  }
  const complete = async (to: string, write: () => void) => {
    // Loaders run first.
    await later();
    write();
    current = to;
    draw();
  };
  const push = (to: string) => () => {
    index = (history.state?.idx ?? null) + 1;
    const key = Math.random().toString(36).slice(2, 10);
    history.pushState({ usr: null, key, idx: index, masked: undefined }, '', to);
  };
  const popped = () => {
    index = history.state?.idx ?? null;
    void complete(pathOf(), () => undefined);
  };
  window.addEventListener('popstate', popped);

  return {
    get location() {
      return current;
    },
    push: (to) => complete(to, push(to)),
    refresh: () => complete(current, () => undefined),
    stop: () => window.removeEventListener('popstate', popped),
  };
};
