#!/usr/bin/env node
// npx @usage/sdk check URL
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { checkEndpoint } from '../dist/check/check-endpoint.js';
import { printable } from '../dist/check/printable.js';

const help = `Says whether a backend keeps the /usage contract, field by field.

  npx @usage/sdk check URL [--header "Name: value"]... [--header -] [--origin URL] [--timeout SECONDS]

  --header    sent along, such as "X-Team: blue"; may be given several times. "--header -" reads such lines from
              standard input
  --origin    the origin of a page elsewhere that shall read it, such as https://app.example.com
  --timeout   how long one request may take, 75 by default

USAGE_AUTHORIZATION in the environment is sent as Authorization. Other users can see the command line, so --header takes
neither Authorization nor Cookie: pass secret headers on standard input.

Ends with 0 when the contract is kept, 1 when it is broken, 2 when there was nothing to check.`;

const marks = { kept: 'ok      ', accepted: 'accepted', broken: 'BROKEN  ', advice: 'advice  ' };

try {
  const { url, ...options } = await readArguments(process.argv.slice(2));
  if (url === undefined) {
    console.log(help);
  } else {
    print(`GET ${url.origin}${url.pathname}`);
    const { verdict, findings, summary } = await checkEndpoint({ url: url.href, ...options });
    for (const finding of findings) print(`  ${marks[finding.verdict]}  ${finding.what}: ${finding.text}`);
    print(summary);
    process.exitCode = { kept: 0, broken: 1, unknown: 2 }[verdict];
  }
} catch (error) {
  // The other lines of parseArgs explain the command line to programmers.
  const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
  console.error(`${printable(reason)}\n\n${help}`);
  process.exitCode = 2;
}

/** Parts of a line may come from the server. @param {string} line */
function print(line) {
  console.log(printable(line));
}

/** @param {string[]} args */
async function readArguments(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      header: { type: 'string', multiple: true, default: [] },
      origin: { type: 'string' },
      timeout: { type: 'string', default: '75' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { url: undefined };
  const [command, address, ...others] = positionals;
  if (command !== 'check' || address === undefined || others.length) throw new Error('The command is: check URL.');
  const url = readUrl(address);
  const seconds = Number(values.timeout);
  if (!(seconds > 0 && seconds <= 3600))
    throw new Error(`--timeout must be seconds from 1 to 3600; got "${values.timeout}".`);
  const origin = readOrigin(values.origin);
  return { url, headers: await readHeaders(values.header), origin, timeout: seconds * 1000 };
}

/** @param {string} address */
function readUrl(address) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(`URL must begin with http:// or https://; got "${address}".`);
  if (url.username || url.password)
    throw new Error(
      'URL must hold no user and no password, as other users can see them: set USAGE_AUTHORIZATION instead.',
    );
  return url;
}

/**
 * Names are in lower case: of two that are the same, the later one counts.
 * @param {string[]} given
 * @returns {Promise<Record<string, string>>}
 */
async function readHeaders(given) {
  const authorization = process.env.USAGE_AUTHORIZATION?.trim();
  const open = given.filter((line) => line !== '-');
  open.forEach(refuseSecrets);
  const lines = given.includes('-') ? (await text(process.stdin)).split(/\r?\n/).filter(Boolean) : [];
  return Object.fromEntries([
    ...(authorization ? [readHeader(`authorization: ${authorization}`, 'USAGE_AUTHORIZATION')] : []),
    ...open.map((line) => readHeader(line, '--header')),
    ...lines.map((line) => readHeader(line, 'A line of standard input')),
  ]);
}

/** @param {string} line */
function refuseSecrets(line) {
  const [, name] = /^\s*((?:proxy-)?authorization|cookie)\s*:/i.exec(line) ?? [];
  if (!name) return;
  const variable = /^a/i.test(name) ? 'set USAGE_AUTHORIZATION, or ' : '';
  throw new Error(
    `--header does not take ${name}, as other users can see it: ${variable}pass it on standard input with --header -.`,
  );
}

/**
 * The value may be a token, so no error repeats it.
 * @param {string} line
 * @param {string} where
 * @returns {[name: string, value: string]}
 */
function readHeader(line, where) {
  const [, name = '', value = ''] = /^([^:\s]+):\s*(.*)$/s.exec(line) ?? [];
  if (!name || !value) throw new Error(`${where} must be "Name: value".`);
  try {
    new Headers([[name, value]]);
  } catch {
    throw new Error(`${where} holds a character that no header may hold.`);
  }
  return [name.toLowerCase(), value];
}

/** @param {string | undefined} address */
function readOrigin(address) {
  if (address === undefined) return undefined;
  if (!URL.canParse(address)) throw new Error(`--origin must be such as https://app.example.com; got "${address}".`);
  return new URL(address).origin;
}
