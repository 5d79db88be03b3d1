import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { send, serve, type LocalServer } from '../local-server.ts';

export const timestamp = '2024-04-29T02:08:29.375Z';

export interface TechTask {
  readonly messages: unknown;
  /** By id. A report that is not there answers 404 with XML, as the real one does. */
  readonly reports?: ReadonlyMap<number, unknown>;
  /** How long a look-up takes, in milliseconds. */
  readonly delay?: number;
}

export interface TechTaskServer extends LocalServer {
  readonly baseUrl: string;
  /** How often each path has been asked for. */
  count(path: string): number;
  /** The most look-ups that have run at once, as the server saw it. */
  readonly mostAtOnce: number;
}

/** The upstream of the tech task: messages, and reports by id. */
export async function serveTechTask(t: TestContext, task: TechTask): Promise<TechTaskServer> {
  let atOnce = 0;
  let mostAtOnce = 0;
  const server = await serve(t, (request, response) => {
    if (request.url === '/tech-task/messages/current-period') return send(response, { messages: task.messages });
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    // Counted down before the answer leaves: a client that has it may ask for the next at once.
    return void answerReport(request, response, task, () => atOnce--);
  });
  return {
    ...server,
    baseUrl: `${server.origin}/tech-task`,
    count: (path) => server.requests.filter(({ url }) => url === `/tech-task${path}`).length,
    get mostAtOnce() {
      return mostAtOnce;
    },
  };
}

async function answerReport(
  request: IncomingMessage,
  response: ServerResponse,
  { reports, delay }: TechTask,
  done: () => void,
): Promise<void> {
  if (delay) await pause(delay);
  done();
  const report = reports?.get(Number(request.url?.split('/').at(-1)));
  if (report) send(response, report);
  else
    send(response, '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>', 404, {
      'content-type': 'application/xml',
    });
}
