import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalDigits, finerDigits, formatTimestamp, parseTimestamp } from '../src/timestamp.ts';
import { instantByGrammar } from './timestamp-grammar.ts';

const base = Date.UTC(2024, 3, 29, 2, 8, 29);

describe('parseTimestamp', () => {
  const read: [text: string, milliseconds: number][] = [
    ['2024-04-29T02:08:29Z', base],
    ['2024-04-29t02:08:29z', base],
    ['2024-04-29T02:08:29.375Z', base + 375],
    ['2024-04-29T02:08:29.3Z', base + 300],
    ['2024-04-29T02:08:29.37599999999999999999Z', base + 375],
    ['2024-04-29T03:08:29+01:00', base],
    ['2024-04-28T20:38:29-05:30', base],
    ['2024-04-30T02:07:29+23:59', base],
    ['2024-04-29T02:08:29-00:00', base],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2016-12-31T23:59:60Z', Date.UTC(2016, 11, 31, 23, 59, 59)],
    ['2016-12-31T23:59:60.5Z', Date.UTC(2016, 11, 31, 23, 59, 59, 500)],
    ['1970-01-01T00:00:00Z', 0],
    ['0000-01-01T00:00:00Z', -62_167_219_200_000],
    ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
  ];
  for (const [text, milliseconds] of read) it(`reads ${text}`, () => assert.equal(parseTimestamp(text), milliseconds));

  const refused = [
    '',
    '2024-04-29',
    '2024-04-29T02:08:29',
    '2024-04-29 02:08:29Z',
    '2024-04-29T02:08Z',
    '2024-04-29T02:08:29.Z',
    '2024-04-29T02:08:29,375Z',
    '2024-04-29T02:08:29.375',
    '2024-04-29T02:08:29Z ',
    ' 2024-04-29T02:08:29Z',
    '2024-04-29T02:08:29ZZ',
    '2024-04-29T02:08:29+0100',
    '2024-04-29T02:08:29+01',
    '2024-04-29T02:08:29+24:00',
    '2024-04-29T02:08:29+01:60',
    '2024-04-29T02:08:29+01:00x',
    '2024-04-29T24:00:00Z',
    '2024-04-29T02:60:00Z',
    '2024-04-29T02:08:61Z',
    '2024-00-29T02:08:29Z',
    '2024-13-29T02:08:29Z',
    '2024-04-00T02:08:29Z',
    '2024-04-31T02:08:29Z',
    '2024-02-30T02:08:29Z',
    '2023-02-29T02:08:29Z',
    '24-04-29T02:08:29Z',
    '+02024-04-29T02:08:29Z',
    '٢٠٢٤-04-29T02:08:29Z',
    'Mon, 29 Apr 2024 02:08:29 GMT',
  ];
  for (const text of refused) it(`refuses "${text}"`, () => assert.equal(parseTimestamp(text), NaN));

  it('agrees with Date on every instant it writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          assert.equal(parseTimestamp(date.toISOString()), date.getTime());
        },
      ),
    );
  });

  it('agrees with the grammar on every offset there is', () => {
    const offsets = ['Z', 'z'];
    for (let minutes = 0; minutes < 1440; minutes++) {
      const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
      offsets.push(`+${hour}:${minute}`, `-${hour}:${minute}`);
    }
    for (const offset of offsets) {
      for (const local of ['2024-04-29T02:08:29', '0000-01-01T00:00:00.001', '9999-12-31T23:59:60']) {
        assert.equal(parseTimestamp(local + offset), instantByGrammar(local + offset), local + offset);
      }
    }
  });

  it('agrees with the grammar on every text that differs in one character', () => {
    const odd = [...'0123459/:;-+.,TtZz xX٣', ''];
    for (const text of ['2024-02-29T23:58:59Z', '2023-12-31t02:08:29.375+01:30', '2100-02-28T02:08:29-23:09']) {
      for (let at = 0; at <= text.length; at++) {
        for (const character of odd) {
          for (const changed of [
            text.slice(0, at) + character + text.slice(at + 1),
            text.slice(0, at) + character + text.slice(at),
          ]) {
            assert.equal(parseTimestamp(changed), instantByGrammar(changed), changed);
          }
        }
      }
    }
  });

  it('never takes another text for a time', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.equal(parseTimestamp(text), NaN)));
  });
});

describe('finerDigits', () => {
  const table: [text: string, digits: string][] = [
    ['2024-04-29T02:08:29Z', ''],
    ['2024-04-29T02:08:29.3Z', ''],
    ['2024-04-29T02:08:29.375Z', ''],
    ['2024-04-29T02:08:29.375000Z', ''],
    ['2024-04-29T02:08:29.3750120+01:00', '012'],
  ];
  for (const [text, digits] of table) {
    it(`finds "${digits}" in ${text}`, () => assert.equal(finerDigits(text), digits));
  }
});

describe('canonicalDigits and formatTimestamp', () => {
  const table: [text: string, digits: number | undefined][] = [
    ['2024-04-29T02:08:29Z', 0],
    ['2024-04-29T02:08:29.0Z', 1],
    ['2024-04-29T02:08:29.50Z', 2],
    ['0000-01-01T00:00:00.000Z', 3],
    ['2024-04-29T02:08:29.3750Z', undefined],
    ['2024-04-29t02:08:29Z', undefined],
    ['2024-04-29T02:08:29z', undefined],
    ['2024-04-29T02:08:60Z', undefined],
    ['2024-04-29T02:08:29+00:00', undefined],
  ];
  for (const [text, digits] of table) {
    it(`find ${digits} digits in ${text}${digits === undefined ? '' : ', and write them'}`, () => {
      assert.equal(canonicalDigits(text), digits);
      if (digits !== undefined) assert.equal(formatTimestamp(parseTimestamp(text), digits), text);
    });
  }
});
