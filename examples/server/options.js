// @ts-check
import { parseArgs } from 'node:util';

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] 5001 when absent; 0 takes a free one.
 * @property {string} [host] The address to listen on; 127.0.0.1 when absent, which only this machine reaches.
 * @property {string} [upstreamUrl] The embedded sample when absent.
 * @property {string} [token] Sent to the upstream as a bearer token.
 * @property {string[]} [hosts] What `Host` may also be where only this machine can reach the server, such as a proxy's name.
 */

export const help = `The usage dashboard on one port: the page at /, the contract at /usage.

  npm start -- [options]

  --port N         the port, 5001 unless the environment says otherwise (PORT); 0 takes a free one
  --host NAME      the address to listen on, 127.0.0.1 unless given, which only this machine can reach: there,
                   any Host but localhost or a loopback address is refused; elsewhere, every Host is answered
  --upstream URL   the upstream, up to and without /messages/current-period (UPSTREAM_URL);
                   without it, a sample on the same port at /upstream
  --help           this text

UPSTREAM_TOKEN in the environment is sent to the upstream as a bearer token.
One bill per customer: curl -H "Authorization: Bearer demo-token-alder" http://127.0.0.1:5001/customers/usage`;

/**
 * Reads the command line and the environment; the command line wins.
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env
 * @returns {ServerOptions & { help?: boolean }}
 * @throws {Error} one sentence about what to change.
 */
export function parseOptions(args, env) {
  const { port, host, upstream, help } = readFlags(args);
  return {
    ...(help && { help }),
    ...optional('port', port === undefined ? toPort('PORT', env.PORT) : toPort('--port', port)),
    ...optional('host', host),
    ...optional(
      'upstreamUrl',
      upstream === undefined ? toHttpUrl('UPSTREAM_URL', env.UPSTREAM_URL) : toHttpUrl('--upstream', upstream),
    ),
    ...optional('token', env.UPSTREAM_TOKEN || undefined),
  };
}

/** @param {string[]} args */
function readFlags(args) {
  try {
    const text = /** @type {const} */ ({ type: 'string' });
    return parseArgs({
      args,
      options: { port: text, host: text, upstream: text, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    // The first sentence names the flag; the others explain the command line to programmers.
    const [reason] = String(error instanceof Error ? error.message : error).split(/\. |\n/);
    throw new Error(`${reason?.replace(/\.$/, '')}. --help lists the options.`);
  }
}

/** @param {string} name @param {string | undefined} value */
function toPort(name, value) {
  if (value === undefined || (name === 'PORT' && value === '')) return undefined;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new Error(`${name} must be a whole number from 0 to 65535; got "${value}".`);
}

/** @param {string} name @param {string | undefined} value */
function toHttpUrl(name, value) {
  if (value === undefined || (name === 'UPSTREAM_URL' && value === '')) return undefined;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw new Error(`${name} must be a URL such as https://api.example.com/v1.`);
}

/**
 * @template {string} K @template V @param {K} key @param {V | undefined} value
 * @returns {{ [P in K]?: V }}
 */
function optional(key, value) {
  return /** @type {{ [P in K]?: V }} */ (value === undefined ? {} : { [key]: value });
}
