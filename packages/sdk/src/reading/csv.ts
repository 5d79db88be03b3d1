import { formatDay } from '../civil-date.ts';
import { formatAmount } from '../amounts.ts';
import { idAt, timestampAt, type ColumnStore } from './column-store.ts';
import { civilDays } from './zone-offsets.ts';

const header = ['message_id', 'timestamp', 'day', 'time_zone', 'report_name', 'credits_used'];

/**
 * RFC 4180 with a header, each line ending in CRLF.
 * @param rows The numbers of the rows in their order; default upstream order.
 */
export function toCsv(columns: ColumnStore, timeZone: string, rows?: Uint32Array): string {
  const dayOf = civilDays(timeZone);
  const zone = text(timeZone);
  const names = ['', ...columns.names.map(text)];
  const lines = [header.map(text).join(',')];
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

/** What spreadsheets may drop from the beginning of a cell: quotes, blanks of any kind, and what cannot be seen. */
const dropped = String.raw`["\p{C}\p{Z}\p{DI}\u2800\u{13441}\u{13442}\u{16fe4}\u{1d159}]`;

/** What a formula begins with, in each form that is folded into it (NFKC), and what is written for a minus. */
const sign = String.raw`[=+\-@\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\u207a\u208a\ufb29\u207c\u208c\u2a75\u2a76\u2212\u207b\u208b]`;

/**
 * What may become a formula, up to the sign that it begins with. A cell begins at the start and after a line break, and
 * after what else a spreadsheet can be set to split by: semicolon, tab, `|`, `:`, space. A word between two spaces is one
 * only if it has a letter or digit: `Schedule A - 2024` stays as it is.
 */
const formula = new RegExp(
  String.raw`((?:^|[;|:\t\r\n])(?:(?![\t\r\n])${dropped})*(?='*${sign})|` +
    String.raw` (?:(?![\t\r\n ])${dropped})*(?='*${sign}[^\t\r\n ]*[\p{L}\p{N}]))`,
  'gu',
);

/**
 * A text that is on its way to a spreadsheet: what would be taken for a formula gets an apostrophe before its sign, and
 * so does what has one already, which makes the rule one that can be undone.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function text(value: string): string {
  const harmless = value.replace(formula, "$1'");
  return /[";,\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
