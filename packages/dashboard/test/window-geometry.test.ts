import { expect } from '@open-wc/testing';
import { assert, double, integer, property } from 'fast-check';
import { ScrollPlace, scrollRange, stretch } from '../src/table/window.ts';

const scale = double({ min: 1, max: 1e9, noNaN: true });
const part = double({ min: 0, max: 1, noNaN: true });

/** A region that scrolls as engines do: in whole pixels, and never beyond its ends. */
function region(rows: number, { rowHeight = 41, view = 561, pixelRatio = 1 } = {}) {
  const place = new ScrollPlace();
  place.length = rows * rowHeight - view;
  place.range = scrollRange(place.length, pixelRatio);
  place.largeMove = 3 * view;
  const put = () => (place.top = Math.round(place.settle()));
  /** Gives how far the rows moved. */
  const scrollTo = (wanted: number) => {
    const before = place.offset;
    if (place.follow(Math.max(0, Math.min(Math.round(wanted), place.range)))) put();
    return place.offset - before;
  };
  return { place, put, scrollTo, scrollBy: (move: number) => scrollTo(place.top + move) };
}

describe('stretch', () => {
  it('meets both ends, whatever the scales', () => {
    assert(
      property(scale, scale, (from, to) => {
        expect(stretch(0, from, to)).to.equal(0);
        expect(stretch(from, from, to)).to.be.closeTo(to, to * 1e-12);
      }),
    );
  });

  it('never turns back', () => {
    assert(
      property(scale, scale, part, part, (from, to, one, other) => {
        const [low, high] = [Math.min(one, other) * from, Math.max(one, other) * from];
        expect(stretch(low, from, to)).to.be.lte(stretch(high, from, to) + to * 1e-9);
      }),
    );
  });

  it('is its own inverse with the scales swapped', () => {
    assert(
      property(scale, scale, part, (from, to, share) => {
        const place = share * from;
        expect(stretch(stretch(place, from, to), to, from)).to.be.closeTo(place, from * 1e-6);
      }),
    );
  });

  it('is one to one near both ends', () => {
    expect(stretch(1000, 8e6, 41e6)).to.equal(1000);
    expect(stretch(8e6 - 1000, 8e6, 41e6)).to.equal(41e6 - 1000);
    expect(stretch(4e6, 8e6, 41e6)).to.equal(20.5e6);
  });
});

describe('scroll range', () => {
  it('is the rows themselves as long as every engine can', () => {
    expect(scrollRange(4_099_439, 1)).to.equal(4_099_439);
    expect(scrollRange(4_099_439.3, 1)).to.equal(4_099_440);
  });

  it('stays under the limits of the engines at every pixel ratio', () => {
    assert(
      property(scale, double({ min: 0.25, max: 10, noNaN: true }), (length, ratio) => {
        expect(scrollRange(length, ratio)).to.be.lte(33_554_428 / ratio / 3);
        expect(scrollRange(length, ratio)).to.be.lte(17_895_697 / 2);
      }),
    );
  });
});

describe('scroll place', () => {
  for (const rows of [400, 100_000, 1_000_000, 30_000_000]) {
    for (const pixelRatio of [1, 2, 3]) {
      it(`steps of a wheel go one to one through ${rows} rows at pixel ratio ${pixelRatio}`, () => {
        const { place, put, scrollTo, scrollBy } = region(rows, { pixelRatio });
        // The whole way in steps would take long: both ends, and stretches between.
        for (const share of [0, 0.01, 0.4, 0.5, 0.98, 0.999, 1]) {
          for (const step of [120, -120, 40, -490, 1200]) {
            scrollTo(share * place.range);
            put();
            let worst = 0;
            for (let steps = 1; steps < 2000; steps++) {
              const room = step > 0 ? place.length - place.offset : place.offset;
              const expected = Math.sign(step) * Math.min(Math.abs(step), room);
              worst = Math.max(worst, Math.abs(scrollBy(step) - expected));
              if (steps % 300 === 0) {
                const { offset } = place;
                put();
                expect(place.offset).to.equal(offset);
              }
            }
            expect(worst).to.be.lt(1.5);
          }
        }
      });
    }
  }

  it('the bar reaches first and last row and is proportional between', () => {
    const { place, put, scrollTo } = region(1_000_000);
    const { length, range } = place;
    for (const share of [1, 0.5, 0.25, 0, 0.75]) {
      scrollTo(share * range);
      expect(place.offset).to.be.closeTo(share * length, length * 0.02);
      const bar = place.top;
      put();
      expect(place.top).to.equal(bar);
    }
    scrollTo(range);
    expect(place.offset).to.equal(length);
    scrollTo(0);
    expect(place.offset).to.equal(0);
  });

  it('a drag that slows down stays proportional until it ends', () => {
    const { place, put, scrollTo, scrollBy } = region(1_000_000);
    scrollTo(4e6);
    expect(scrollBy(100)).to.be.gt(500);
    put();
    expect(scrollBy(100)).to.equal(100);
    expect(place.offset).to.be.closeTo(20.5e6, 1000);
  });

  it('what came before a jump to the end does not matter', () => {
    assert(
      property(integer({ min: 301, max: 1e8 }), integer({ min: -2000, max: 2000 }), (rows, move) => {
        const { place, scrollTo, scrollBy } = region(rows);
        scrollTo(place.range / 2);
        scrollBy(move);
        scrollTo(place.range);
        expect(place.offset).to.be.closeTo(place.length, 1);
        scrollTo(0);
        expect(place.offset).to.equal(0);
      }),
    );
  });
});
