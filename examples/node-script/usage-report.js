// @ts-check
// What a period cost, on the command line. The SDK does the work: collectUsage() turns the upstream's messages into
// usage items, UsageLedger adds them up. Credits are amounts, whole numbers of 10^-scale, until they are printed.

import { parseArgs } from 'node:util';
import { collectUsage, createUpstream, formatAmount, UsageLedger } from '@usage/sdk';

const help = `The usage of the current period: its total, its days, its dearest messages.

  npm run example:node-script -- [options]

  --upstream URL     the upstream, up to and without /messages/current-period;
                     without it, the sample of examples/server. UPSTREAM_TOKEN in
                     the environment is sent to it as a bearer token.
  --time-zone NAME   where the days begin, such as Europe/London; this machine's
                     time zone unless given
  --json             for machines, credits as whole amounts with "scale" decimals
                     (160 is 1.60):
                     { "time_zone": "Europe/London",
                       "scale": 2,
                       "messages": 295,
                       "total_amount": 503270,
                       "days": [ { "day": "2026-10-01", "amount": 19700, "messages": 12 } ],
                       "dearest": [ { "message_id": 1, "timestamp": "2026-10-01T08:00:00Z",
                                      "report_name": "Left out when no report priced it",
                                      "amount": 12000 } ] }
                     with every day from the first to the last, and at most five dearest
  --csv              every message, as the dashboard's download
  --help             this text

Control characters in names are escaped in every format, as \\u001b for example.`;

const barWidth = 40;

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return `${help}\n`;
  const ledger = await loadLedger(options.upstream);
  const { timeZone } = options;
  if (options.csv) return ledger.csv({ timeZone }).split('\r\n').map(printable).join('\r\n');
  const usage = summary(ledger, timeZone);
  // JSON has the same escapes, so nothing of a name is lost there.
  const lines = options.json ? JSON.stringify(usage, null, 2).split('\n') : table(usage);
  return `${lines.map(printable).join('\n')}\n`;
}

/** @param {string[]} args */
function readOptions(args) {
  const values = readFlags(args);
  if (values.json && values.csv) throw new Error('Choose one of --json and --csv.');
  if (values.upstream !== undefined && !(/^https?:/i.test(values.upstream) && URL.canParse(values.upstream))) {
    throw new Error('--upstream must be a URL such as https://api.example.com/v1.');
  }
  const timeZone = values['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { ...values, timeZone };
}

/** @param {string[]} args */
function readFlags(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean' });
  try {
    const options = { upstream: text, 'time-zone': text, json: flag, csv: flag, help: flag };
    return parseArgs({ args, options }).values;
  } catch (error) {
    // The first sentence names the flag; the others explain the command line to programmers.
    const [reason] = String(error instanceof Error ? error.message : error).split(/\. |\n/);
    throw new Error(`${reason}. --help lists the options.`);
  }
}

/** @param {string | undefined} upstreamUrl */
async function loadLedger(upstreamUrl) {
  const token = process.env.UPSTREAM_TOKEN;
  const headers = upstreamUrl && token ? { Authorization: `Bearer ${token}` } : {};
  const sample = upstreamUrl ? undefined : await startSample();
  try {
    const baseUrl = upstreamUrl ?? `${sample?.url}/upstream`;
    return UsageLedger.from(await collectUsage({ upstream: createUpstream({ baseUrl, headers }) }));
  } finally {
    await sample?.close();
  }
}

async function startSample() {
  const { start } = await import('../server/server.js');
  return start({ port: 0 });
}

/** @param {UsageLedger} ledger @param {string} timeZone */
function summary(ledger, timeZone) {
  // Blocks are made as they are asked for: only the first.
  const [rows = []] = ledger.blocks({ timeZone, sorting: [{ column: 'credits_used', direction: 'desc' }] });
  return {
    time_zone: timeZone,
    scale: ledger.scale,
    messages: ledger.messages,
    total_amount: ledger.totalAmount,
    days: ledger.days(timeZone),
    dearest: rows.slice(0, 5).map(({ id, timestamp, reportName, amount }) => ({
      message_id: id,
      timestamp,
      // Undefined is left out of JSON.
      report_name: reportName,
      amount,
    })),
  };
}

/**
 * @param {ReturnType<typeof summary>} usage
 * @returns {string[]} its lines.
 */
function table({ time_zone, scale, messages, total_amount, days, dearest }) {
  const credits = (/** @type {number} */ amount) => formatAmount(amount, scale);
  const highest = days.reduce((most, { amount }) => Math.max(most, amount), 1);
  const width = credits(highest).length;
  return [
    `${credits(total_amount)} credits for ${messages} messages`,
    '',
    `Credits per day, in ${time_zone}`,
    ...days.map(({ day, amount }) => {
      const bar = '█'.repeat(Math.ceil((amount / highest) * barWidth));
      return `  ${day}  ${credits(amount).padStart(width)}  ${bar}`.trimEnd();
    }),
    '',
    'The dearest messages',
    ...dearest.map(({ message_id, timestamp, report_name = '', amount }) =>
      `  ${message_id}  ${timestamp}  ${credits(amount).padStart(width)}  ${report_name}`.trimEnd(),
    ),
  ];
}

/**
 * Escapes what a terminal would act on: the upstream's names may hold control characters (ESC, DEL and C1 too), line
 * separators and bidi controls.
 * @param {string} line
 */
function printable(line) {
  return line.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// A reader that has seen enough, such as `| head`, closes the pipe: that is no failure.
process.stdout.on('error', (error) => {
  if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  process.stdout.write(await main());
} catch (error) {
  console.error(printable(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}
