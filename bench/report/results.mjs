import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const data = new URL('../results.json', import.meta.url);
const page = new URL('../RESULTS.md', import.meta.url);

/**
 * @typedef {Record<string, number[]>} Measures Values by measure.
 * @typedef {object} Results What was measured last, part by part.
 * @property {Record<string, string>} [machine]
 * @property {Record<string, string>} [versions] By the peer's folder.
 * @property {Record<string, string>} [failures] By the peer's folder.
 * @property {{ date: string, values: Record<string, Record<string, number>> }} [bytes] By app.
 * @property {Record<string, { date: string, rounds: number, values: Record<string, Measures>,
 *   notes: Record<string, string> }>} [apps] By size, then by app.
 * @property {{ date: string, rounds: number, values: Record<string, Measures> }} [firstPaint]
 * @property {{ date: string, rounds: number, size: number, values: Record<string, Measures> }} [engines]
 * @property {Record<string, { date: string, rounds: number,
 *   values: Record<string, { unit: string, values: number[] }> }>} [micro] By benchmark, then by measure.
 */

/** @returns {Results} */
export function readResults() {
  return existsSync(data) ? JSON.parse(readFileSync(data, 'utf8')) : {};
}

/**
 * @param {Results} results
 * @param {string} text What people read.
 */
export async function writeResults(results, text) {
  const rounded = JSON.stringify(results, (_, value) => (typeof value === 'number' ? Number(value.toFixed(3)) : value));
  const config = await resolveConfig(data);
  writeFileSync(data, await format(rounded, { ...config, parser: 'json' }));
  writeFileSync(page, text);
}
