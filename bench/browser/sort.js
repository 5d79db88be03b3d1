// Runs in the measured page: waits for the click on a header and then for the screen to show the order.
(() => {
  const { find, elementAt, painted } = globalThis.bench;

  /** `extremes`: the least and the greatest credits; one of them has to be in the first row. */
  globalThis.bench.watchSort = (app, extremes) => {
    const header = find(app.creditsHeader).getBoundingClientRect();
    const first = find(app.cell).getBoundingClientRect();
    const x = (header.left + header.right) / 2;
    const y = (first.top + first.bottom) / 2;
    let clicked;
    addEventListener('click', ({ timeStamp }) => (clicked ??= timeStamp), { capture: true });
    const shown = () => Number.parseFloat(elementAt(x, y)?.closest(app.cell)?.textContent.trim().replaceAll(',', ''));
    globalThis.bench.sorted = painted(() => clicked !== undefined && extremes.includes(shown())).then(
      (time) => time - clicked,
    );
    return { x, y: (header.top + header.bottom) / 2 };
  };
})();
