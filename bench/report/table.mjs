import { median, range } from '../measure/statistics.mjs';

/** @param {readonly string[][]} rows The first one is the header; columns of figures stand right. */
export function table(rows) {
  const [header = [], ...body] = rows;
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const ofFigures = header.map(
    (_, index) => index > 0 && body.every((cells) => /^(\d|see |$)/.test(cells[index] ?? '')),
  );
  return [line(header), line(ofFigures.map((figures) => (figures ? '--:' : '---'))), ...body.map(line)].join('\n');
}

/** As many digits as can be meant: `0.31`, `4.2`, `1,240`. */
export function number(/** @type {number} */ value) {
  const digits = Math.abs(value) >= 20 || Number.isInteger(value) ? 0 : Math.abs(value) >= 2 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export const ratio = (/** @type {number} */ value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ×`;

/**
 * Median, range, and how many times ours it is: `318 (301 to 355), 2.1 ×`.
 * @param {readonly number[] | undefined} values
 * @param {readonly number[] | undefined} ours
 */
export function cell(values, ours) {
  if (!values?.length) return '';
  const [least, greatest] = range(values);
  const middle = median(values);
  const text = least === greatest ? number(middle) : `${number(middle)} (${number(least)} to ${number(greatest)})`;
  const base = ours && ours !== values && ours.length ? median(ours) : 0;
  return base > 0 && middle > 0 ? `${text}, ${ratio(middle / base)}` : text;
}
