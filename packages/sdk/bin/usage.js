#!/usr/bin/env node
// npx @usage/sdk check URL
import { parseArgs } from 'node:util';
import { checkEndpoint } from '../dist/check/check-endpoint.js';
import { printable } from '../dist/check/printable.js';

const help = `Says whether a backend keeps the /usage contract, field by field.

  npx @usage/sdk check URL [--header "Name: value"]... [--origin URL] [--timeout SECONDS]

  --header    sent along, such as "Authorization: Bearer ..."; may be given several times
  --origin    the origin of a page elsewhere that shall read it, such as https://app.example.com
  --timeout   how long one request may take, 75 by default

Ends with 0 when the contract is kept, 1 when it is broken, 2 when there was nothing to check.`;

const marks = { kept: 'ok      ', accepted: 'accepted', broken: 'BROKEN  ', advice: 'advice  ' };

try {
  const { url, ...options } = readArguments(process.argv.slice(2));
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
function readArguments(args) {
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
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!/^https?:$/.test(url?.protocol ?? ''))
    throw new Error(`URL must begin with http:// or https://; got "${address}".`);
  const seconds = Number(values.timeout);
  if (!(seconds > 0 && seconds <= 3600))
    throw new Error(`--timeout must be seconds from 1 to 3600; got "${values.timeout}".`);
  return { url, headers: readHeaders(values.header), origin: readOrigin(values.origin), timeout: seconds * 1000 };
}

/** @param {string[]} lines */
function readHeaders(lines) {
  const headers = lines.map((line) => {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    // The value may be a token, so it is not repeated.
    if (!name || !value) throw new Error('--header must be "Name: value".');
    return [name, value];
  });
  return Object.fromEntries(headers);
}

/** @param {string | undefined} address */
function readOrigin(address) {
  if (address === undefined) return undefined;
  if (!URL.canParse(address)) throw new Error(`--origin must be such as https://app.example.com; got "${address}".`);
  return new URL(address).origin;
}
