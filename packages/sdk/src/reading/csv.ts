import { formatDay } from '../civil-date.ts';
import { formatAmount } from '../amounts.ts';
import { idAt, timestampAt, type ColumnStore } from './column-store.ts';
import { civilDays } from './zone-offsets.ts';

const header = 'message_id,timestamp,day,time_zone,report_name,credits_used';

/**
 * RFC 4180 with a header, each line ending in CRLF.
 * @param rows The numbers of the rows in their order; default upstream order.
 */
export function toCsv(columns: ColumnStore, timeZone: string, rows?: Uint32Array): string {
  const dayOf = civilDays(timeZone);
  const zone = text(timeZone);
  const names = ['', ...columns.names.map(text)];
  const lines = [header];
  let day = NaN;
  let date = '';
  for (let index = 0; index < columns.length; index++) {
    const row = rows ? rows[index]! : index;
    const next = dayOf(columns.instants.at(row));
    if (next !== day) {
      day = next;
      // Outside the years 0 to 9999 it begins with a sign.
      date = text(formatDay(day));
    }
    const id = idAt(columns, row);
    const name = names[columns.nameCodes.at(row)]!;
    lines.push(
      `${typeof id === 'number' ? id : text(id)},${timestampAt(columns, row)},${date},${zone},${name},` +
        formatAmount(columns.amounts.at(row), 2),
    );
  }
  return lines.join('\r\n') + '\r\n';
}

/**
 * What may become the beginning of a formula: cells begin at the start, and after what a spreadsheet that is set to
 * another separator splits by. It may then drop quotes, blanks of any kind and what cannot be seen.
 */
const formula = /(^|[;\t\r\n])(?=(?:(?![\t\r\n])["\p{C}\p{Z}])*[=+\-@'\uff1d\uff0b\uff0d\uff20])/gu;

/**
 * A text that is on its way to a spreadsheet: what would be taken for a formula gets a leading apostrophe, and so does
 * what has one already, which makes the rule one that can be undone. Full-width signs count: some spreadsheets fold them.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function text(value: string): string {
  const harmless = value.replace(formula, "$1'");
  return /[";,\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
