import { expect } from '@open-wc/testing';
import { parseTimestamp } from '@usage/sdk';
import { amountAxis } from '../src/chart/amount-axis.ts';
import { chooseLabels } from '../src/chart/axis-labels.ts';
import { createFormat } from '../src/format.ts';
import { inheritedLanguage } from '../src/language.ts';
import { parseColumns } from '../src/table/columns.ts';

describe('figures and times', () => {
  const plain = createFormat(undefined, 'Europe/London');

  it('credits always have two decimals, and are exact up to the largest total', () => {
    const cases: [number, string][] = [
      [0, '0.00'],
      [1, '0.01'],
      [160, '1.60'],
      [124_060, '1,240.60'],
      [100_000_000_000, '1,000,000,000.00'],
      [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
    ];
    for (const [amount, text] of cases) expect(plain.amount(amount)).to.equal(text);
    expect(createFormat('de', 'UTC').amount(Number.MAX_SAFE_INTEGER)).to.equal('90.071.992.547.409,91');
  });

  it('labels of the axis have decimals only where there are any', () => {
    const cases: [number, string][] = [
      [0, '0'],
      [160, '1.60'],
      [100_000, '1,000'],
      [100_050, '1,000.50'],
    ];
    for (const [amount, text] of cases) expect(plain.tick(amount)).to.equal(text);
  });

  it('without a locale, figures are written as Intl writes them in American English', () => {
    const credits = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 });
    const counts = new Intl.NumberFormat('en-US');
    for (let figure = 0; figure < 1e13; figure = figure * 3 + 1) {
      expect(plain.amount(figure * 100)).to.equal(credits.format(figure));
      expect(plain.count(figure)).to.equal(counts.format(figure));
    }
  });

  it('times are dd-MM-yyyy HH:mm in the time zone', () => {
    const cases: [string, string][] = [
      ['2024-04-29T02:08:29.375Z', '29-04-2024 03:08'],
      ['2024-01-29T02:08:59.999Z', '29-01-2024 02:08'],
      ['2024-03-31T00:59:59Z', '31-03-2024 00:59'],
      ['2024-03-31T01:00:00Z', '31-03-2024 02:00'],
      ['2024-10-27T00:30:00Z', '27-10-2024 01:30'],
      ['2024-10-27T01:30:00+00:00', '27-10-2024 01:30'],
      ['0000-01-01T12:00:00Z', '01-01-0000 11:58'],
      ['9999-12-31T23:59:59Z', '31-12-9999 23:59'],
    ];
    for (const [timestamp, text] of cases) expect(plain.instant(parseTimestamp(timestamp)), timestamp).to.equal(text);
  });

  it('days, months and years are written from their first day', () => {
    expect(plain.bucket('2024-04-29', 'day')).to.equal('29-04-2024');
    expect(plain.bucket('2024-04-01', 'month')).to.equal('04-2024');
    expect(plain.bucket('2024-01-01', 'year')).to.equal('2024');
    const british = createFormat('en-GB', 'Asia/Tokyo');
    expect(british.bucket('2024-04-29', 'day')).to.equal('29 Apr 2024');
    expect(british.bucket('2024-04-01', 'month')).to.equal('Apr 2024');
  });
});

describe('the credit axis', () => {
  it('ends at or above the highest value, in steps that are easy to read', () => {
    const cases: [number, number[]][] = [
      [0, [0, 1]],
      [100, [0, 20, 40, 60, 80, 100]],
      [14_000, [0, 5_000, 10_000, 15_000]],
      [119_320, [0, 20_000, 40_000, 60_000, 80_000, 100_000, 120_000]],
    ];
    for (const [highest, ticks] of cases) expect(amountAxis(highest).ticks, String(highest)).to.deep.equal(ticks);
    for (let highest = 1; highest < 9e15; highest = highest * 3 + 7) {
      const { top, ticks } = amountAxis(highest);
      expect(top).to.be.gte(highest);
      expect(ticks.at(0)).to.equal(0);
      expect(ticks.at(-1)).to.equal(top);
      expect(ticks.length).to.be.within(2, 8);
    }
  });
});

describe('labels below the plot', () => {
  it('never touch and never leave it', () => {
    for (const count of [1, 2, 3, 7, 30, 31, 365, 400]) {
      for (let width = 50; width < 2000; width += 37) {
        const middles = Array.from({ length: count }, (_, index) => ((index + 0.5) / count) * width);
        const labels = chooseLabels(middles, 62, width);
        expect(labels.length > 0).to.equal(width >= 62);
        for (const [index, { x }] of labels.entries()) {
          expect(x).to.be.within(31, width - 31);
          if (index) expect(x - labels[index - 1]!.x).to.be.gte(62 + 16);
        }
      }
    }
  });
});

describe('what the page says', () => {
  it('the language is the nearest valid lang, also through shadow hosts', () => {
    const host = document.createElement('div');
    host.lang = 'de-AT';
    const inner = document.createElement('p');
    host.attachShadow({ mode: 'open' }).append(inner);
    expect(inheritedLanguage(inner)).to.equal('de-AT');
    inner.lang = 'no_such_tag!';
    expect(inheritedLanguage(inner)).to.equal('de-AT');
    inner.lang = 'fr';
    expect(inheritedLanguage(inner)).to.equal('fr');
    expect(inheritedLanguage(document.createElement('p'))).to.equal(undefined);
  });

  it('sortable names known columns alone', () => {
    expect(parseColumns('credits_used  nonsense\nmessage_id')).to.deep.equal(['message_id', 'credits_used']);
    expect(parseColumns('')).to.deep.equal([]);
    expect(parseColumns(null)).to.deep.equal(['report_name', 'credits_used']);
  });
});
