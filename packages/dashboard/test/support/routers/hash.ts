import { later, type StartRouter } from './router.ts';

/** The router that many small apps write themselves: the hash is the route, and `hashchange` tells of another. */
export const startHashRouter: StartRouter = (draw) => {
  window.addEventListener('hashchange', draw);
  return {
    get location() {
      return location.hash.slice(1) || '/';
    },
    async push(to) {
      const changed = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
      location.hash = to;
      await changed;
    },
    async refresh() {
      await later();
      draw();
    },
    stop: () => window.removeEventListener('hashchange', draw),
  };
};
