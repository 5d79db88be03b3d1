// Runs in the measured page: crosses the whole height of its table in two seconds and looks at each frame.
(() => {
  const { find, elementAt, hasText, afterPaint } = globalThis.bench;
  const duration = 2000;

  /** Is the text of a row on the screen, anywhere in the table's viewport? */
  function rowVisible({ cell }, { xs, ys }) {
    return ys.some((y) => xs.some((x) => hasText(elementAt(x, y)?.closest(cell))));
  }

  function lookAt(app) {
    const viewport = find(app.viewport);
    const outer = viewport.getBoundingClientRect();
    const header = find(app.creditsHeader).getBoundingClientRect();
    const xs = [outer.left + 40, (header.left + header.right) / 2, header.right - 25];
    const bottom = Math.min(outer.bottom, innerHeight) - 15;
    // Unevenly, so that a row's height cannot put every point between two rows' texts.
    const ys = [];
    for (let y = header.bottom + 16; y < bottom; y += 19 + ((ys.length * 7) % 11)) ys.push(y);
    // What is asked for at the end is the last row.
    ys.push(bottom);
    return { viewport, xs, ys };
  }

  /** Something whose resize is told of in each frame after all of the page's own callbacks, just before it is painted. */
  function lastBeforePaint(step) {
    const ruler = document.createElement('div');
    ruler.style.cssText = 'position: fixed; top: 0; left: 0; width: 1px; height: 1px; visibility: hidden';
    document.body.append(ruler);
    let armed = false;
    const observer = new ResizeObserver(() => {
      if (armed) step();
      armed = false;
    });
    observer.observe(ruler);
    return {
      arm() {
        armed = true;
        ruler.style.height = ruler.style.height === '1px' ? '2px' : '1px';
      },
      remove() {
        observer.disconnect();
        ruler.remove();
      },
    };
  }

  /**
   * `ahead`: each frame is painted before the page can hear of its scroll position, as when the compositor scrolls
   * (wheel, touch, scroll bar) and the main thread follows a frame later. Else the page hears of it before it paints.
   */
  globalThis.bench.scroll = async (app, ahead) => {
    const place = lookAt(app);
    const { viewport } = place;
    const height = viewport.scrollHeight - viewport.clientHeight;
    const intervals = [];
    let blank = 0;
    let start = 0;
    let last = 0;
    const move = (now) => (viewport.scrollTop = height * Math.min(1, (now - start) / duration));
    const late = lastBeforePaint(() => move(last));
    if (height > 0) {
      await new Promise((resolve) => {
        const frame = (now) => {
          if (start) intervals.push(now - last);
          start ||= now;
          last = now;
          if (ahead) late.arm();
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            if (!rowVisible(app, place)) blank++;
            if (now - start > duration) return resolve();
            if (!ahead) move(performance.now());
            requestAnimationFrame(frame);
          };
          port2.postMessage(0);
        };
        requestAnimationFrame(frame);
      });
    }
    late.remove();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await new Promise(afterPaint);
    const visible = place.ys.map((y) => place.xs.map((x) => elementAt(x, y)?.closest(app.cell)?.textContent?.trim()));
    const [lastId, lastCredits] = visible.findLast((row) => row[1]) ?? [];
    viewport.scrollTop = 0;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return {
      height,
      frames: intervals.length + 1,
      slow: intervals.filter((one) => one > 33.4).length,
      blank,
      lastId,
      lastCredits,
    };
  };
})();
