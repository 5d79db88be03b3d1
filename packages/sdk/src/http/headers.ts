import { UsageError } from '../errors.ts';
import { invalidOption } from '../options.ts';

/** As `HeadersInit`, which Node's types do not have as a global. */
export type HeadersValue = Headers | Record<string, string> | [name: string, value: string][];

/** Headers to send, or a function that is asked for them before each attempt, and once more after a 401. */
export type HeadersOption = HeadersValue | (() => HeadersValue | Promise<HeadersValue>);

/** Where a client gets its headers from. They may serve several attempts: none changes them. */
export type HeadersSource = Headers | (() => Promise<Headers>);

/**
 * No message here repeats a value, and no error of the runtime is passed on: it would hold the value.
 * @throws {UsageError} `invalid_option` for an object that holds something that is no header.
 */
export function headersOption(option: HeadersOption | undefined): HeadersSource {
  if (typeof option === 'function') return () => call(option);
  const headers = toHeaders(option);
  if (headers) return headers;
  throw invalidOption('headers', 'an object of valid header names and values, or a function', option);
}

async function call(option: () => HeadersValue | Promise<HeadersValue>): Promise<Headers> {
  let init: HeadersValue;
  try {
    init = await option();
  } catch (error) {
    throw headersFailed(`threw${nameOf(error)}`);
  }
  const headers = toHeaders(init);
  if (!headers) throw headersFailed('gave something that is not a set of valid header names and values');
  return headers;
}

function toHeaders(init: HeadersValue | undefined): Headers | undefined {
  try {
    return new Headers(init);
  } catch {
    return undefined;
  }
}

/** The `headers` function did not do its work. */
export function headersFailed(what: string): UsageError {
  return new UsageError('headers_failed', `The \`headers\` function ${what}.`);
}

/** The error's name, if it is one: its message may hold the token. */
function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return /^[A-Za-z]{1,60}$/.test(name) ? ` (${name})` : '';
}
