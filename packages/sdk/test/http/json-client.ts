import { JsonClient, type HttpDefaults, type HttpOptions } from '../../src/http.ts';

/** A client that does not pause before a retry, unless it is told to. */
export function jsonClient(options: HttpOptions = {}, defaults: Partial<HttpDefaults> = {}): JsonClient {
  return new JsonClient(options, { timeout: 2000, deadline: 5000, random: () => 0, ...defaults });
}

/** Takes any body as it is. */
export const anything = { parse: (body: unknown) => body };

/** The error that a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was expected to fail.');
}
