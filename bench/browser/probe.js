// Runs in the measured page before anything of its own: looks at it from outside, the same way at every app.
(() => {
  const longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true,
  });

  /** `querySelector` through open shadow roots; breadth first, and only where it is not found before. */
  function find(selector, scope = document) {
    const found = scope.querySelector(selector);
    if (found) return found;
    for (const element of scope.querySelectorAll('*')) {
      // Rows are never hosts: a page with a million of them must not be walked.
      if (element.shadowRoot) {
        const inside = find(selector, element.shadowRoot);
        if (inside) return inside;
      }
    }
    return null;
  }

  /** The innermost element at a point, through open shadow roots. */
  function elementAt(x, y) {
    let element = document.elementFromPoint(x, y);
    while (element?.shadowRoot) {
      const inside = element.shadowRoot.elementFromPoint(x, y);
      if (!inside || inside === element) break;
      element = inside;
    }
    return element;
  }

  /** Runs `step` in the task that follows the painting of a frame. */
  function afterPaint(step) {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => step(performance.now());
      port2.postMessage(0);
    });
  }

  /** Resolves with the time after the first paint of a frame that began with `ready()` being true. */
  function painted(ready) {
    return new Promise((resolve) => {
      const look = () => {
        if (!ready()) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    });
  }

  const hasText = (element) => Boolean(element?.textContent?.trim());

  globalThis.bench = {
    longTasks,
    find,
    elementAt,
    afterPaint,
    painted,
    hasText,
    /** Resolves when the first row and the chart are on the screen. */
    loaded: ({ cell, bar }) => painted(() => find(bar) && hasText(find(cell))),
    countElements: () => {
      const count = (scope) => {
        let sum = 0;
        for (const element of scope.querySelectorAll('*'))
          sum += 1 + (element.shadowRoot ? count(element.shadowRoot) : 0);
        return sum;
      };
      return count(document);
    },
  };
})();
