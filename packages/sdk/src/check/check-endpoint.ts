import { parseFailure } from '../contract.ts';
import { checkBody, parse, readBody, type Body } from './check-body.ts';
import { checkCors } from './check-cors.ts';
import type { CheckOptions } from './check-options.ts';
import { advice, broken, kept, type Finding } from './finding.ts';

export interface CheckReport {
  /** `unknown` where there was no usage to look at: no connection, 401, an unknown customer, or an honest failure. */
  readonly verdict: 'kept' | 'broken' | 'unknown';
  readonly findings: readonly Finding[];
  /** One sentence that says it all. */
  readonly summary: string;
}

/** Asks an endpoint once, and says whether it keeps the `/usage` contract. */
export async function checkEndpoint(options: CheckOptions): Promise<CheckReport> {
  const { url, headers = {}, origin, timeout = 75_000 } = options;
  let response: Response;
  let body: Body;
  try {
    const signal = AbortSignal.timeout(timeout);
    response = await fetch(url, {
      headers: { accept: 'application/json', ...(origin ? { origin } : {}), ...headers },
      redirect: 'manual',
      signal,
    });
    body = await readBody(response, signal);
  } catch (error) {
    return unknown([], `There is no answer to check: ${reason(error, timeout)}.`);
  }
  const cors = origin ? await checkCors(response, { url, headers, origin, timeout }) : [];
  return response.status === 200 ? usage(response, body, cors) : failure(response, body, cors);
}

function usage(response: Response, body: Body, cors: Finding[]): CheckReport {
  const findings = [
    kept('status', '200'),
    checkType(response),
    ...checkBody(body),
    ...cors,
    ...(/no-store/i.test(response.headers.get('cache-control') ?? '')
      ? []
      : [advice('Cache-Control', 'is not no-store: a bill should stay out of shared caches.')]),
  ];
  const count = findings.filter(({ verdict }) => verdict === 'broken').length;
  if (count) return { verdict: 'broken', findings, summary: `It breaks the contract in ${places(count)}.` };
  return { verdict: 'kept', findings, summary: 'It keeps the contract.' };
}

/** A failure may be honest. Then there is nothing wrong with it, and nothing to look at. */
function failure(response: Response, body: Body, cors: Finding[]): CheckReport {
  const { status } = response;
  if (status >= 300 && status < 400) {
    const to = response.headers.get('location');
    const text = `${status} sends elsewhere: give the address that answers${to ? `, perhaps ${withoutQuery(to)}` : ''}.`;
    return { verdict: 'broken', findings: [broken('status', text)], summary: 'It does not answer itself.' };
  }
  const parsed = parse(body);
  const error = 'body' in parsed ? parseFailure(parsed.body) : undefined;
  const isUnknown = status === 404 && error?.code === 'unknown_customer';
  const promised = status === 401 || status === 503 || isUnknown;
  const findings = [
    promised
      ? kept('status', `${status}`)
      : broken('status', `${status}; usage comes with 200, a failure with 503, or 401.`),
    error
      ? kept('error', `code ${JSON.stringify(error.code)}, message ${JSON.stringify(error.message)}`)
      : broken('error', 'A failure must say { "error": { "code", "message" } } in JSON; the visitor is told nothing.'),
    ...cors,
  ];
  if (findings.some(({ verdict }) => verdict === 'broken'))
    return { verdict: 'broken', findings, summary: 'It fails, and not as the contract promises.' };
  const wayOut = wayOutOf(status);
  return unknown(findings, `It fails as the contract promises, so there is no usage to check: ${wayOut}.`);
}

function wayOutOf(status: number): string {
  if (status === 401) return 'set USAGE_AUTHORIZATION, or pass headers with --header -';
  return status === 404 ? 'ask as a customer that it knows' : 'try again when it has usage to give';
}

function checkType(response: Response): Finding {
  const type = response.headers.get('content-type') ?? 'nothing';
  if (/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) return kept('Content-Type', type);
  return advice('Content-Type', `says ${type}; application/json is what it is.`);
}

function unknown(findings: Finding[], summary: string): CheckReport {
  return { verdict: 'unknown', findings, summary };
}

function reason(error: unknown, timeout: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `nothing whole came within ${timeout / 1000} s`;
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  return code ? `the connection failed with ${code}` : 'the connection failed';
}

function places(count: number): string {
  return count === 1 ? 'one place' : `${count} places`;
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*/, '');
}
