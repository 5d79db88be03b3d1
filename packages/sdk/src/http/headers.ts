import { UsageError, describeType, nameOfError } from '../errors.ts';
import { invalidOption } from '../options.ts';

/** As `HeadersInit`, which Node's types do not have as a global. */
export type HeadersValue = Headers | Record<string, string> | [name: string, value: string][];

/** Headers to send, or a function that is asked for them before each attempt, and once more after a 401. */
export type HeadersOption = HeadersValue | (() => HeadersValue | Promise<HeadersValue>);

/** Where a client gets its headers from. They may serve several attempts: none changes them. */
export type HeadersSource = Headers | (() => Promise<Headers>);

/**
 * No message here repeats a value, and no error of the runtime is passed on: it would hold the value.
 * @throws {UsageError} `invalid_option` for an object that holds something that is no header, undefined and null included.
 */
export function headersOption(option: HeadersOption | undefined): HeadersSource {
  if (typeof option === 'function') return () => call(option);
  if (option === undefined) return new Headers();
  const fault = (what: string) => new UsageError('invalid_option', `\`headers\` must be ${wanted}, ${what}.`);
  return toHeaders(option, fault, () => invalidOption('headers', `${wanted}, or a function`, option));
}

const wanted = 'an object of valid header names and values';

async function call(option: () => HeadersValue | Promise<HeadersValue>): Promise<Headers> {
  let init: HeadersValue;
  try {
    init = await option();
  } catch (error) {
    throw headersFailed(`threw${nameOfError(error)}`);
  }
  return toHeaders(
    init,
    (what) => headersFailed(`must give ${wanted}, ${what}`),
    () => headersFailed('gave something that is not a set of valid header names and values'),
  );
}

/**
 * @param fault makes the error about one value.
 * @param misfit makes the error about the whole.
 */
function toHeaders(init: unknown, fault: (what: string) => UsageError, misfit: () => UsageError): Headers {
  let wrong: UsageError | undefined;
  try {
    if (init instanceof Headers) return new Headers(init);
    const pairs = listPairs(init).map(([name, value]): [string, string] => {
      // What is not known, such as a customer or a token still on its way, must not go out under its type's name, or be
      // left out without a word: the server would answer for somebody else, or for all.
      if (typeof value === 'string' || Number.isFinite(value)) return [String(name), String(value)];
      wrong = fault(`and ${nameOfHeader(name)} is ${describeType(value)}: leave a header out by not naming it`);
      throw wrong;
    });
    return new Headers(pairs);
  } catch {
    throw wrong ?? misfit();
  }
}

/** Each value is read once: what is looked at is what is sent. */
function listPairs(init: unknown): [name: unknown, value: unknown][] {
  if (typeof init !== 'object' || init === null) throw new TypeError();
  if (!(Symbol.iterator in init)) return Object.entries(init);
  return Array.from(init as Iterable<Iterable<unknown>>, (pair) => {
    const [name, value, ...more] = pair;
    if (more.length) throw new TypeError();
    return [name, value];
  });
}

/** Only what can be a header's name is repeated. */
function nameOfHeader(name: unknown): string {
  return /^[A-Za-z][\w-]{0,60}$/.test(String(name)) ? String(name) : 'one of them';
}

/** The `headers` function did not do its work. */
export function headersFailed(what: string): UsageError {
  return new UsageError('headers_failed', `The \`headers\` function ${what}.`);
}
