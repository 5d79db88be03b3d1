import { later, pathOf, type StartRouter } from './router.ts';

const historyKey = 'sveltekit:history';
const navigationKey = 'sveltekit:navigation';
const statesKey = 'sveltekit:states';
const pageUrlKey = 'sveltekit:pageurl';

/**
 * SvelteKit 2.70.4: `start`, `navigate`, `goto`, `invalidateAll` and the listener to `popstate` of
 * `src/runtime/client/client.js`.
 *
 * An entry is known by its index, and one of the same index is no navigation. `page.url` follows what it pushes and
 * `popstate`; an entry without its keys it takes over as it is.
 */
export const startSvelteKit: StartRouter = (draw) => {
  let url = pathOf();
  let historyIndex: number = history.state?.[historyKey];
  let navigationIndex: number = history.state?.[navigationKey];
  if (!historyIndex) {
    historyIndex = navigationIndex = Date.now();
    history.replaceState({ ...history.state, [historyKey]: historyIndex, [navigationKey]: navigationIndex }, '');
  }
  const navigate = async (to: string, write: () => void) => {
    // Load functions run first.
    await later();
    write();
    url = to;
    draw();
  };
  const push = (to: string) => () => {
    historyIndex++;
    navigationIndex++;
    const entry = { [historyKey]: historyIndex, [navigationKey]: navigationIndex, [statesKey]: {} };
    history.pushState(entry, '', to);
  };
  const popped = ({ state }: PopStateEvent) => {
    if (!state?.[historyKey]) {
      url = pathOf();
      draw();
    } else if (state[historyKey] !== historyIndex) {
      void navigate(pathOf(state[pageUrlKey] ?? location.href), () => {
        historyIndex = state[historyKey];
        navigationIndex = state[navigationKey];
      });
    }
  };
  window.addEventListener('popstate', popped);

  return {
    get location() {
      return url;
    },
    push: (to) => navigate(to, push(to)),
    refresh: () => navigate(url, () => undefined),
    stop: () => window.removeEventListener('popstate', popped),
  };
};
