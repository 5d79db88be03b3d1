// Runs in the measured page: evaluates a script, and then lets it draw.
(() => {
  const { find, hasText } = globalThis.bench;
  const frame = () => new Promise(requestAnimationFrame);

  /** From the start of `step` to the end of the painting of the first frame in which `ready()` holds. */
  function untilPainted(step, ready) {
    return new Promise((resolve) => {
      requestAnimationFrame(() => {
        const start = performance.now();
        step();
        const look = () => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => (ready() ? resolve(performance.now() - start) : requestAnimationFrame(look));
          port2.postMessage(0);
        };
        look();
      });
    });
  }

  globalThis.bench.firstPaint = async (code, items) => {
    await frame();
    const start = performance.now();
    const script = document.createElement('script');
    script.textContent = code;
    document.head.append(script);
    const evaluate = performance.now() - start;
    await frame();
    await frame();
    const container = document.querySelector('#container');
    const lastRow = () => find('tbody tr:last-child td.credits_used');
    const draw = await untilPainted(
      () => globalThis.draw(items, container),
      () => find('[part~=bar]') && hasText(lastRow()),
    );
    return { evaluate, draw };
  };
})();
