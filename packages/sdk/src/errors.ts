/**
 * What went wrong, stable across releases: branch on this, not on the message.
 *
 * - `invalid_option`: an argument or option is not what the documentation asks for
 * - `headers_failed`: the `headers` function threw, or gave something that is no header
 * - `network`: no answer, or a body that broke off
 * - `circuit_open`: not asked, as the upstream failed again and again (`CircuitOpenError`)
 * - `timeout`: an attempt or the whole call took longer than allowed
 * - `http_status`: an answer with a status that was not promised
 * - `redirect`: a redirect that leaves the origin, or does not end
 * - `too_large`: a body over `maxBytes`, or of more than `maxRows` rows
 * - `contract_violation`: an answer that breaks the contract
 * - `invalid_price`: a credit policy gave something that is no amount: whole hundredths, 0 or more; or changed its message
 * - `total_too_large`: a sum above 2^53 - 1 hundredths
 */
export type UsageErrorCode =
  | 'invalid_option'
  | 'headers_failed'
  | 'network'
  | 'circuit_open'
  | 'timeout'
  | 'http_status'
  | 'redirect'
  | 'too_large'
  | 'contract_violation'
  | 'invalid_price'
  | 'total_too_large';

// Registered, so that an error of another copy of the SDK on the same page is known too.
const brand = Symbol.for('@usage/sdk UsageError');

/**
 * Every failure of the SDK. `message` is a sentence a person can act on; it names the method, the URL (origin and path
 * alone) and the JSON path where there is one. It never holds a header, a query or a library's error.
 */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
  readonly code: UsageErrorCode;
  readonly [brand] = true;

  constructor(code: UsageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** An HTTP answer that was not promised. */
export class HttpStatusError extends UsageError {
  override readonly name = 'HttpStatusError';
  readonly status: number;
  /**
   * What the answer's `Retry-After` asks for, in milliseconds from when it came; Infinity above 2^53 - 1. A date is
   * measured against the answer's own `Date` where that can be read, and else against this computer's clock.
   */
  readonly retryAfter: number | undefined;
  /** `error.code` of an answer in the shape of the `/usage` contract. */
  readonly serverCode: string | undefined;

  constructor(
    message: string,
    status: number,
    details: { retryAfter?: number | undefined; serverCode?: string | undefined } = {},
  ) {
    super('http_status', message);
    this.status = status;
    this.retryAfter = details.retryAfter;
    this.serverCode = details.serverCode;
  }
}

/** An upstream that was not asked: its last requests have all failed, and it is left alone for some seconds. */
export class CircuitOpenError extends UsageError {
  override readonly name = 'CircuitOpenError';
  /** When it may be worth trying again, in milliseconds from now. */
  readonly retryAfter: number;

  /** @param options.cause the last failure. */
  constructor(message: string, retryAfter: number, options?: ErrorOptions) {
    super('circuit_open', message, options);
    this.retryAfter = retryAfter;
  }
}

/** An answer or a value that breaks the contract, at `path`. */
export class ContractError extends UsageError {
  override readonly name = 'ContractError';
  /** Where, such as `messages[3].timestamp`; empty for the body as a whole. */
  readonly path: string;

  constructor(message: string, path: string) {
    super('contract_violation', message);
    this.path = path;
  }
}

/** Is this an error of the SDK, of this copy or another one? */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && brand in error;
}

/** What to say of a value that is not what it must be: its type alone, as a value may be a customer's text or a secret. */
export function describeType(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return value === '' ? 'an empty string' : `a ${typeof value}`;
}

/** What to say of an error that the host's code threw: its name, if it is one, as its message may hold a secret. */
export function nameOfError(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return /^[A-Za-z]{1,60}$/.test(name) ? ` (${name})` : '';
}
