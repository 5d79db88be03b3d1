import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createUpstream } from '../../src/metering/upstream.ts';
import { createUsageHandler } from '../../src/metering/usage-handler.ts';
import { goodBody, otherBody, typeOf, type Kind } from './bodies.ts';
import { faults } from './faults.ts';

/** When each request of each run came, in milliseconds of `performance.now()`. */
const runs = new Map<string, number[]>();

/**
 * Answers what is asked for under `/faults/{fault}/{run}/`: `messages/current-period`, `reports/{id}` or `usage`. A run
 * is any text; it has its own count of requests, which `/faults/requests/{run}` tells as JSON. Under
 * `/faults/{fault}/{run}/bill/` there is an upstream whose messages are well, and whose reports are at fault.
 *
 * As middleware, in `web-test-runner.config.mjs` for example:
 * `(context, next) => (answerFault(context.req, context.res) ? (context.respond = false) : next())`
 * @returns false for any other path, which is left alone.
 */
export function answerFault(request: IncomingMessage, response: ServerResponse): boolean {
  const path = /^\/faults\/([^/]+)\/([^/?]+)(?:\/([^?]*))?/.exec(request.url ?? '');
  if (!path) return false;
  const [, name = '', run = '', endpoint = ''] = path;
  // Pages of any origin may ask: the faults themselves are what is under test.
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', 'authorization, *');
  if (request.method === 'OPTIONS') return respond(response, '', 204);
  if (name === 'requests') return respond(response, JSON.stringify(requestTimes(run)));
  const fault = faults[name];
  if (!fault) return respond(response, '{}', 404);

  const kind = kindOf(endpoint, request);
  const id = Number(endpoint.split('/').at(-1));
  const good = goodBody(kind, id);
  const type = typeOf(kind);
  if (endpoint.startsWith('bill/') && kind === 'messages') return respond(response, good);
  const times = requestTimes(run);
  runs.set(run, [...times, performance.now()]);
  if (name.startsWith('reports-') && kind !== 'report') {
    if (kind === 'messages') return respond(response, good);
    const baseUrl = `http://127.0.0.1:${request.socket.localPort}/faults/${name}/${run}-upstream`;
    void answerUsage(baseUrl, request, response);
    return true;
  }
  const send = (body: string | Buffer = good, status = 200, headers: Record<string, string> = {}) =>
    void respond(response, body, status, { ...(status === 200 && { 'content-type': type }), ...headers });
  const open = (headers = {}) => response.writeHead(200, { 'content-type': type, ...headers });
  fault({ request, response, good, other: otherBody(kind, id), type, count: times.length, send, open });
  return true;
}

function kindOf(endpoint: string, { headers }: IncomingMessage): Kind {
  if (endpoint === 'usage') return headers.accept?.startsWith(typeOf('columns')) ? 'columns' : 'usage';
  return /^(bill\/)?reports\//.test(endpoint) ? 'report' : 'messages';
}

/** When the requests of a run came, in milliseconds. */
export function requestTimes(run: string): readonly number[] {
  return runs.get(run) ?? [];
}

export interface FaultServer {
  readonly origin: string;
  /** What was asked for beside the faults: where a redirect must not lead. */
  readonly strays: readonly string[];
  /** All that was asked for. */
  readonly urls: readonly string[];
  /** How many requests had this header. */
  count(header: string): number;
  close(): void;
}

/** A server of its own, for who has none. */
export async function startFaultServer(port = 0): Promise<FaultServer> {
  const strays: string[] = [];
  const urls: string[] = [];
  const headers: string[] = [];
  const server = createServer((request, response) => {
    urls.push(request.url ?? '');
    headers.push(...Object.keys(request.headers));
    if (answerFault(request, response)) return;
    strays.push(request.url ?? '');
    respond(response, '{}', 404);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    strays,
    urls,
    count: (header) => headers.filter((name) => name === header).length,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function respond(
  response: ServerResponse,
  body: string | Buffer,
  status = 200,
  headers: Record<string, string> = {},
): true {
  if (!response.destroyed) {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(status === 204 || status === 205 || status === 304 ? undefined : body);
  }
  return true;
}

/** Our own handler before an upstream whose reports are at fault. */
async function answerUsage(baseUrl: string, { headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const handle = createUsageHandler({ upstream: createUpstream({ baseUrl }), onError: () => {} });
  const answer = await handle(new Request(`${baseUrl}/usage`, { headers: { accept: headers.accept ?? '*/*' } }));
  respond(response, await answer.text(), answer.status, Object.fromEntries(answer.headers));
}
