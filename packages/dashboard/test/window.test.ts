import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { executeServerCommand, sendKeys, sendMouse } from '@web/test-runner-commands';
import { partsOf, rested, rowsIn, seen, seenWhole, settledAt, tableOf, viewOf } from './support/windowed-table.ts';

describe('up to 300 rows', () => {
  it('the table is whole', async () => {
    const table = await tableOf(300);
    const { tbody, table: element } = partsOf(table);
    expect(tbody.children).to.have.length(300);
    expect(element.hasAttribute('aria-rowcount')).to.equal(false);
    expect(tbody.children[0]?.hasAttribute('aria-rowindex')).to.equal(false);
  });

  it('another sorting starts at its first row', async () => {
    const table = await tableOf(200);
    partsOf(table).scroller.scrollTop = 1000;
    await nextFrame();
    table.sorting = [{ column: 'credits_used', direction: 'desc' }];
    await settledAt(table);
    expect(partsOf(table).scroller.scrollTop).to.equal(0);
  });

  it('growing beyond them keeps the place', async () => {
    const table = await tableOf(300);
    partsOf(table).scroller.scrollTop = 4100;
    await settledAt(table);
    const [before] = seen(table);
    table.rows = viewOf(301);
    await settledAt(table);
    expect(seen(table)[0]).to.equal(before);
    table.rows = viewOf(300);
    await settledAt(table);
    expect(seen(table)[0]).to.equal(before);
    expect(partsOf(table).tbody.style.transform).to.equal('');
  });
});

describe('a million rows', () => {
  it('are at most 140 elements', async () => {
    const table = await tableOf(1_000_000);
    table.sortable = ['message_id', 'timestamp', 'report_name', 'credits_used'];
    table.sorting = [
      { column: 'report_name', direction: 'asc' },
      { column: 'credits_used', direction: 'asc' },
    ];
    await settledAt(table);
    expect(table.renderRoot.querySelectorAll('*').length).to.be.lte(140);
  });

  it('are counted, and each says which it is, the header being the first', async () => {
    const table = await tableOf(1_000_000);
    const { table: element, thead, scroller } = partsOf(table);
    expect(element.getAttribute('aria-rowcount')).to.equal('1000001');
    expect(thead.firstElementChild?.getAttribute('aria-rowindex')).to.equal('1');
    expect(rowsIn(table)[0]?.getAttribute('aria-rowindex')).to.equal('2');
    scroller.scrollTop = scroller.scrollHeight;
    await settledAt(table);
    expect(rowsIn(table).at(-1)?.getAttribute('aria-rowindex')).to.equal('1000001');
    expect(rowsIn(table).at(-1)?.textContent).to.contain('999999');
  });

  it('stand in the page in their order once the scroll rests', async () => {
    const table = await tableOf(1_000_000);
    for (const move of [500, 7000, 45]) {
      partsOf(table).scroller.scrollTop += move;
      await settledAt(table);
      expect(Array.from(partsOf(table).tbody.children)).to.deep.equal(rowsIn(table));
    }
  });

  it('only rows that come into sight are drawn anew', async () => {
    const table = await tableOf(1_000_000);
    const changed = new Set<Node>();
    const rowAround = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest('tr');
    const observer = new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        for (const node of [target, ...addedNodes]) {
          const row = rowAround(node);
          if (row) changed.add(row);
        }
      }
    });
    observer.observe(partsOf(table).tbody, { subtree: true, characterData: true, childList: true });
    partsOf(table).scroller.scrollTop = 2 * rowsIn(table)[0]!.offsetHeight;
    await waitUntil(() => seen(table)[0] === 2);
    expect(changed.size).to.equal(2);
    observer.disconnect();
  });

  it('the header stays, and nothing is wider than the region', async () => {
    const table = await tableOf(1_000_000);
    const { scroller, thead } = partsOf(table);
    for (const share of [0, 0.3, 0.7, 1]) {
      scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
      await nextFrame();
      await nextFrame();
      expect(thead.getBoundingClientRect().top).to.be.closeTo(scroller.getBoundingClientRect().top, 0.5);
    }
    expect(scroller.scrollWidth).to.equal(scroller.clientWidth);
  });

  it('no frame is blank while the whole height is crossed in two seconds', async () => {
    const table = await tableOf(1_000_000);
    const { scroller } = partsOf(table);
    const range = scroller.scrollHeight - scroller.clientHeight;
    const start = performance.now();
    let frames = 0;
    let elapsed = 0;
    const places = new Set<number | undefined>();
    while (elapsed < 2000) {
      scroller.scrollTop = (elapsed / 2000) * range;
      // Scroll events come before the callbacks of a frame, and painting after them.
      await nextFrame();
      places.add(seen(table)[0]);
      frames++;
      elapsed = performance.now() - start;
    }
    expect(frames).to.be.gt(9);
    expect(places.size).to.be.closeTo(frames, 2);
    scroller.scrollTop = range;
    await settledAt(table);
    expect(seen(table).at(-1)).to.equal(999_999);
  });

  for (const middle of [0.0001, 0.5, 0.9999]) {
    it(`from ${middle * 100} %, small moves go one to one, and resting moves nothing`, async () => {
      const table = await tableOf(1_000_000);
      const { scroller } = partsOf(table);
      scroller.scrollTop = middle * (scroller.scrollHeight - scroller.clientHeight);
      await settledAt(table);
      const first = rowsIn(table)[0]!;
      const height = first.getBoundingClientRect().height;
      const place = () =>
        Number(rowsIn(table)[0]?.getAttribute('aria-rowindex')) * height -
        rowsIn(table)[0]!.getBoundingClientRect().top;
      for (const move of [120, -120, 300, 41, -41]) {
        const before = place();
        scroller.scrollTop += move;
        // So far down, Firefox counts in half pixels.
        const moved = () => Math.abs(place() - before - move) < 1.1;
        await waitUntil(moved, `it moves by ${move} pixels`, { timeout: 20_000 });
      }
      const before = place();
      await settledAt(table);
      expect(place()).to.equal(before);
    });
  }
});

describe('keys', () => {
  it('End and Home reach last and first row exactly, also from one to the other', async () => {
    const table = await tableOf(1_000_000);
    partsOf(table).scroller.focus();
    for (const [key, reached] of [
      ['End', () => seenWhole(table).at(-1) === 999_999],
      ['Home', () => seenWhole(table)[0] === 0],
      ['End', () => seenWhole(table).at(-1) === 999_999],
    ] as const) {
      await sendKeys({ press: key });
      await waitUntil(reached, `${key} reaches its end`, { timeout: 20_000 });
      await rested(table);
    }
  }).timeout(90_000);

  for (const [back, forth] of [
    ['PageUp', 'PageDown'],
    ['ArrowUp', 'ArrowDown'],
  ] as const) {
    it(`${forth} and ${back} skip no row, and reach both ends exactly`, async () => {
      const table = await tableOf(1_000_000);
      const { scroller } = partsOf(table);
      scroller.focus();
      for (const [start, steps] of [
        [0, [forth, back, back]],
        [scroller.scrollHeight, [back, forth, forth]],
      ] as const) {
        scroller.scrollTop = start;
        await rested(table);
        const end = seen(table);
        for (const [index, key] of steps.entries()) {
          const before = seen(table);
          await sendKeys({ press: key });
          await rested(table);
          const after = seen(table);
          const [upper, lower] = key === forth ? [before, after] : [after, before];
          expect(lower[0]).to.be.lte(upper.at(-1)! + 1);
          if (index === 0) expect(after).not.to.deep.equal(before);
        }
        expect(seen(table)).to.deep.equal(end);
        expect(start ? seenWhole(table).at(-1) : seenWhole(table)[0]).to.equal(start ? 999_999 : 0);
      }
    }).timeout(30_000);
  }
});

describe('the wheel', () => {
  it('reaches first and last row and moves the rows by as much as it turns', async () => {
    const table = await tableOf(1_000_000);
    const { scroller } = partsOf(table);
    const { left, top } = scroller.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + 50), Math.round(top + 100)] });
    const wheel = (deltaY: number) => executeServerCommand('wheel', { deltaY });
    await wheel(410);
    await waitUntil(() => seen(table)[0] === 10, 'it moves ten rows', { timeout: 20_000 });
    await wheel(-600);
    await waitUntil(() => seenWhole(table)[0] === 0, 'it reaches the first row', { timeout: 20_000 });
    scroller.scrollTop = scroller.scrollHeight;
    await settledAt(table);
    await wheel(-2050);
    await waitUntil(() => seen(table).at(-1) === 999_949, 'it goes back', { timeout: 20_000 });
    for (let turns = 0; turns < 30; turns++) await wheel(120);
    await waitUntil(() => seenWhole(table).at(-1) === 999_999, 'it reaches the last row', { timeout: 20_000 });
  }).timeout(90_000);
});
