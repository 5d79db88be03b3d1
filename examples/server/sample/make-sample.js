// @ts-check
// Writes messages.json and reports.json beside itself: the same bytes on every run and every machine.
//   node examples/server/sample/make-sample.js

import { writeFileSync } from 'node:fs';
import { briefs, channels, followUps, openings, periods, products, regions } from './conversations.js';
import { reports } from './report-requests.js';

/** Messages on each day of October 2026. The 1st is a Thursday; the quarter is presented on Friday the 23rd. */
const messagesPerDay = [
  ...[12, 8, 2, 0],
  ...[15, 13, 11, 12, 7, 0, 1],
  ...[14, 12, 16, 10, 9, 3, 0],
  ...[15, 17, 22, 41, 6, 0, 0],
  ...[11, 9, 12, 8, 7, 2],
];
const deadline = 22;
/** When conversations begin, in UTC: office hours with a dip at noon, now and then somebody in the evening. */
const hours = [7, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 13, 14, 14, 14, 15, 15, 15, 16, 16, 17, 18, 21, 23];
const deadlineHours = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22];
const firstId = 20_418;
const weeklyDigest = 3771;
const reviewPack = 4655;

/** The text of each file of the sample, by its name. */
export function makeSample() {
  const random = mulberry32(20_261_001);
  const slots = {
    product: deck(products, random),
    region: deck(regions, random),
    channel: deck(channels, random),
    period: deck(periods, random),
  };
  const opening = deck(openings, random);
  const brief = deck(briefs, random);
  const followUp = deck(followUps, random);
  const anyReport = deck(
    reports.filter(({ id }) => id !== weeklyDigest && id !== reviewPack),
    random,
  );
  const requests = new Map(reports.map((report) => [report.id, { report, request: deck(report.requests, random) }]));

  /** @type {(id: number) => { text: string, report_id: number }} */
  const askForReport = (id) => ({ text: fill(requests.get(id)?.request() ?? ''), report_id: id });

  /** @param {string} text */
  const fill = (text) => text.replace(/\{(\w+)\}/g, (_, slot) => slots[/** @type {keyof typeof slots} */ (slot)]());

  /** @type {(day: number, position: number, begins: boolean) => { text: string, report_id?: number }} */
  const say = (day, position, begins) => {
    if (isMonday(day) && position === 0) return askForReport(weeklyDigest);
    if (day === deadline && position % 14 === 4) return askForReport(reviewPack);
    if (random() < (day === deadline ? 0.3 : 0.2)) return askForReport(anyReport().id);
    if (!begins) return { text: fill(followUp()) };
    return { text: fill(random() < 0.15 ? brief() : opening()) };
  };

  const messages = messagesPerDay.flatMap((count, index) => {
    const times = timesOf(index + 1, count, random);
    return times.map((time, position) => {
      const pause = time - (times[position - 1] ?? 0);
      const { text, ...report } = say(index + 1, position, pause > 12 * 60_000);
      return { text, timestamp: new Date(time).toISOString(), ...report };
    });
  });
  const found = reports.flatMap(({ id, name, credit_cost }) => (name ? [{ id, name, credit_cost }] : []));
  return {
    'messages.json': `{\n"messages": ${list(messages.map((message, index) => ({ ...message, id: firstId + index })))}\n}\n`,
    'reports.json': `${list(found)}\n`,
  };
}

/**
 * The times of a day's messages: conversations of a few messages, some minutes apart.
 * @param {number} day @param {number} count @param {() => number} random
 */
function timesOf(day, count, random) {
  const beginning = deck(day === deadline ? deadlineHours : hours, random);
  /** @type {Set<number>} */
  const times = new Set();
  while (times.size < count) {
    let time = Date.UTC(2026, 9, day, beginning()) + Math.floor(random() * 3_000_000);
    for (let left = 1 + Math.floor(random() * 5); left > 0 && times.size < count; left--) {
      if (new Date(time).getUTCDate() === day) times.add(time);
      time += 40_000 + Math.floor(random() * 420_000);
    }
  }
  return [...times].sort((a, b) => a - b);
}

/** @param {number} day */
function isMonday(day) {
  return new Date(Date.UTC(2026, 9, day)).getUTCDay() === 1;
}

/**
 * Deals the cards of a shuffled deck one by one and shuffles it again when it is used up, so that nothing repeats soon.
 * @template T @param {readonly T[]} cards @param {() => number} random @returns {() => T}
 */
function deck(cards, random) {
  /** @type {T[]} */
  let left = [];
  return () => {
    if (left.length === 0) {
      left = [...cards];
      for (let last = left.length - 1; last > 0; last--) {
        const other = Math.floor(random() * (last + 1));
        [left[last], left[other]] = [/** @type {T} */ (left[other]), /** @type {T} */ (left[last])];
      }
    }
    return /** @type {T} */ (left.pop());
  };
}

/**
 * One value a line, so that a change of the data is readable.
 * @param {readonly unknown[]} values
 */
function list(values) {
  return `[\n${values.map((value) => `  ${JSON.stringify(value)}`).join(',\n')}\n]`;
}

/**
 * Tommy Ettinger's mulberry32: a small generator of numbers from 0 to 1, the same everywhere for one seed.
 * @param {number} seed
 */
function mulberry32(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(makeSample())) writeFileSync(new URL(name, import.meta.url), text);
}
