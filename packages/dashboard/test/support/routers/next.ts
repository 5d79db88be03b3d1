import { later, pathOf, type StartRouter } from './router.ts';

const treeKey = '__PRIVATE_NEXTJS_INTERNALS_TREE';

/**
 * The App Router of Next 16.4.6: `HistoryUpdater`, `copyNextJsInternalHistoryState`, `handlePopState` and the patches of
 * `Router` in `client/components/app-router.js`; what becomes of `canonicalUrl` and `preserveCustomHistoryState` in
 * `completeSoftNavigation` and `completeTraverseNavigation` of `app-router-state.js`.
 *
 * It replaces `pushState` and `replaceState` of the page. A write whose state has `__NA` or `_N` it takes for one of its
 * own; the URL of any other becomes its canonical one, and its keys are copied into the state. Each of its commits
 * writes the canonical URL, and drops what others keep in the state unless the commit follows a write of theirs.
 */
export const startNext: StartRouter = (draw) => {
  const tree: unknown = { tree: ['', { children: ['__PAGE__', {}] }], renderedSearch: location.search };
  let state = { canonicalUrl: pathOf(), tree, pendingPush: false, preserveCustomHistoryState: true };
  let committed = state;

  const updateHistory = () => {
    const { canonicalUrl, preserveCustomHistoryState } = committed;
    const entry = {
      ...(preserveCustomHistoryState ? history.state : {}),
      __NA: true,
      [treeKey]: committed.tree,
    };
    if (committed.pendingPush && pathOf() !== canonicalUrl) {
      committed.pendingPush = false;
      history.pushState(entry, '', canonicalUrl);
    } else {
      history.replaceState(entry, '', canonicalUrl);
    }
    draw();
  };
  /** Actions count at once, one after the other; React commits what they come to in a task of its own. */
  const dispatch = async (change: Partial<typeof state>) => {
    state = { ...state, pendingPush: false, preserveCustomHistoryState: false, ...change };
    await later();
    if (committed === state) return;
    committed = state;
    updateHistory();
  };
  const traverse = (url: string | URL, entry: Record<string, unknown> | null) =>
    dispatch({ canonicalUrl: pathOf(url), tree: entry?.[treeKey] ?? state.tree, preserveCustomHistoryState: true });

  updateHistory();

  const own = (['pushState', 'replaceState'] as const).map((name) => {
    const original = history[name].bind(history);
    history[name] = (data: Record<string, unknown> | null, unused: string, url?: string | URL | null) => {
      if (data?.__NA || data?._N) return original(data, unused, url);
      const entry: Record<string, unknown> = data ?? {};
      for (const key of ['__NA', treeKey]) if (history.state?.[key]) entry[key] = history.state[key];
      if (url) void traverse(url, history.state);
      return original(entry, unused, url);
    };
    return name;
  });
  const popped = ({ state: entry }: PopStateEvent) => {
    if (!entry) return;
    if (!entry.__NA) throw new Error('Next.js would load the page anew: the entry’s state has no __NA.');
    void traverse(location.href, entry);
  };
  window.addEventListener('popstate', popped);

  return {
    get location() {
      return committed.canonicalUrl;
    },
    push: (to) => dispatch({ canonicalUrl: to, pendingPush: true }),
    refresh: () => dispatch({}),
    stop() {
      window.removeEventListener('popstate', popped);
      for (const name of own) Reflect.deleteProperty(history, name);
    },
  };
};
