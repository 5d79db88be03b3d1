import { encode, type Bytes } from './body.ts';
import { failureBody, type UsageFailureCode } from './failures.ts';

/** What every answer varies by. Named for caches that ignore `no-store`. */
export const vary = 'Accept, Authorization, Cookie';

/** The headers of every answer but a preflight's. */
export function answerHeaders(): Headers {
  return new Headers({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', Vary: vary });
}

/** An answer that says why there is no usage. */
export function failure(request: Request, status: number, code: UsageFailureCode, headers: Headers): Response {
  return respond(request, status, encode(JSON.stringify(failureBody(code))), 'application/json', headers);
}

/** An answer with a body; to HEAD, the same without it. */
export function respond(request: Request, status: number, body: Bytes, type: string, headers: Headers): Response {
  headers.set('Content-Type', type);
  headers.set('Content-Length', String(body.byteLength));
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}
