import { later, pathOf, type StartRouter } from './router.ts';

interface State {
  back: string | null;
  current: string;
  forward: string | null;
  replaced: boolean;
  position: number;
  scroll: { left: number; top: number } | null;
}

/**
 * vue-router 4.6.5: `useHistoryStateNavigation`, `useHistoryListeners` and `createWebHashHistory` of `src/history`,
 * `pushWithRedirect`, `finalizeNavigation` and `setupListeners` of `src/router.ts`.
 *
 * `push` first writes the entry that it leaves, to the URL that the entry's `state.current` names; then the new one. It
 * hears of a write of others by `popstate` alone.
 *
 * @param hashed Whether routes stand behind the URL's #, as with `createWebHashHistory`.
 */
export function startVueRouter(draw: () => void, hashed = false): ReturnType<StartRouter> {
  const createCurrentLocation = () => (hashed ? location.hash.slice(1) || '/' : pathOf());
  const scroll = () => ({ left: scrollX, top: scrollY });
  let currentLocation = createCurrentLocation();
  let historyState: State = history.state;
  if (!historyState) {
    const position = history.length - 1;
    const first = { back: null, current: currentLocation, forward: null, position, replaced: true, scroll: null };
    changeLocation(currentLocation, first, 'replaceState');
  }
  let currentRoute = currentLocation;
  // The first navigation replaces what is there.
  replace(currentLocation);

  function changeLocation(to: string, state: State, method: 'pushState' | 'replaceState') {
    history[method](state, '', hashed ? `#${to}` : location.origin + to);
    historyState = state;
  }
  function push(to: string) {
    const left: State = { ...historyState, ...history.state, forward: to, scroll: scroll() };
    changeLocation(left.current, left, 'replaceState');
    const entered = { back: currentLocation, current: to, forward: null, replaced: false, scroll: null };
    changeLocation(to, { ...entered, position: left.position + 1 }, 'pushState');
    currentLocation = to;
  }
  function replace(to: string) {
    const { back, forward, position } = historyState;
    const state = { back, current: to, forward, replaced: true, scroll: null, position };
    changeLocation(to, { ...history.state, ...state }, 'replaceState');
    currentLocation = to;
  }
  const navigate = async (to: string, finalize: () => void) => {
    // Guards run first, each in a promise.
    await later();
    finalize();
    currentRoute = to;
    // The page is drawn in Vue's next tick.
    await Promise.resolve();
    draw();
  };
  const popped = ({ state }: PopStateEvent) => {
    const to = createCurrentLocation();
    if (state) {
      currentLocation = to;
      historyState = state;
    } else {
      replace(to);
    }
    void navigate(to, () => undefined);
  };
  window.addEventListener('popstate', popped);

  return {
    get location() {
      return currentRoute;
    },
    async push(to) {
      const same = to === currentRoute;
      if (!same) await navigate(to, () => push(to));
    },
    // router.replace({ query: route.query, hash: route.hash, force: true })
    refresh: () => navigate(currentRoute, () => replace(currentRoute)),
    stop: () => window.removeEventListener('popstate', popped),
  };
}
