import { generateUsage } from '../usage-data.mjs';
import { measureApp } from './app.mjs';
import { TimeOut } from './browser-page.mjs';

/** Whoever takes longer than this to load is measured once: more rounds would tell the same, an hour later. */
const seldom = 15_000;

/**
 * One app after the other, so many times over, in an order that turns: what disturbs the machine disturbs them all.
 * @param {{ url: string, prepare(count: number): Promise<void> }} server
 * @param {readonly import('../apps.mjs').App[]} apps
 * @param {number} count
 * @param {{ rounds: number, timeout: number, steps: ReadonlySet<string>, dead: Map<string, string> }} options `dead`:
 *   apps that are not tried any more, and why.
 */
export async function measureRounds(server, apps, count, { rounds, timeout, steps, dead }) {
  await server.prepare(count);
  const extremes = extremesOf(count);
  /** @type {Record<string, Record<string, number[]>>} */
  const values = {};
  /** @type {Record<string, string>} */
  const notes = {};
  /** @type {Set<string>} */
  const done = new Set();
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < apps.length; turn++) {
      const app = apps[(turn + round) % apps.length];
      if (!app || done.has(app.name)) continue;
      const why = dead.get(app.name);
      if (why) {
        notes[app.name] = why;
        continue;
      }
      const measures = (values[app.name] ??= {});
      try {
        await measureApp(server.url, app, count, { timeout, extremes, steps }, (measure, value) => {
          (measures[measure] ??= []).push(value);
        });
      } catch (error) {
        // A machine's hiccup must not cost an hour's results; who fails twice is out.
        const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
        console.log(`  ${app.name}: ${text}`);
        if (error instanceof TimeOut || notes[app.name]) {
          done.add(app.name);
          const where = measures.load ? 'after loading' : 'loading';
          dead.set(app.name, `not tried: ${where} ${count.toLocaleString('en-US')} rows it was ${text}`);
        }
        notes[app.name] = text;
      }
      const load = measures.load?.at(-1);
      console.log(
        `  ${round + 1}/${rounds} ${app.name}: ${load === undefined ? 'no load' : `load ${Math.round(load)} ms`}`,
      );
      if (load !== undefined && load > seldom) done.add(app.name);
    }
  }
  return { rounds, values, notes };
}

/** The least and the greatest credits: what stands first and last in sorted rows. */
function extremesOf(/** @type {number} */ count) {
  let least = Infinity;
  let greatest = 0;
  for (const { credits_used } of generateUsage(count)) {
    least = Math.min(least, credits_used);
    greatest = Math.max(greatest, credits_used);
  }
  return [least, greatest];
}
