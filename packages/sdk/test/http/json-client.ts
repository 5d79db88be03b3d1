import { JsonClient, type HttpDefaults, type HttpOptions, type JsonRequest } from '../../src/http.ts';

/** A client that does not pause before a retry, unless it is told to. */
export function jsonClient(options: HttpOptions = {}, defaults: Partial<HttpDefaults> = {}) {
  const client = new JsonClient(options, { timeout: 2000, deadline: 5000, random: () => 0, ...defaults });
  return {
    get: <T>(url: string, request: JsonRequest<T>, signal?: AbortSignal) => client.get(new URL(url), request, signal),
  };
}

/** Takes any body as it is. */
export const anything = { parse: (body: unknown) => body };

/** The error that a promise rejects with. */
export async function failure(promise: unknown): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was expected to fail.');
}
