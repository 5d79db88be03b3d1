import { Agent, request } from 'node:http';

/**
 * Keeps so many connections busy, each with one request at a time.
 * @param {object} plan
 * @param {string} plan.url
 * @param {number} plan.connections
 * @param {(sent: number, started: number) => boolean} plan.goesOn told how many were sent, and when it began.
 * @param {(connection: number, sent: number) => { method?: string, headers?: Record<string, string>, leavesAfter?: number }} plan.next
 * @returns what was answered by status (0: left or broken), and how long each answer took, in milliseconds.
 */
export async function drive({ url, connections, goesOn, next }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  /** @type {Map<number, number>} */
  const statuses = new Map();
  /** @type {number[]} */
  const times = [];
  const started = performance.now();
  let sent = 0;
  const work = async (/** @type {number} */ connection) => {
    while (goesOn(sent, started)) {
      const start = performance.now();
      const status = await send(url, agent, next(connection, sent++));
      times.push(performance.now() - start);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, connection) => work(connection)));
  agent.destroy();
  return { statuses, times: times.sort((a, b) => a - b), seconds: (performance.now() - started) / 1000 };
}

/**
 * @param {string} url
 * @param {Agent} agent
 * @param {{ method?: string, headers?: Record<string, string>, leavesAfter?: number }} options
 * @returns {Promise<number>}
 */
function send(url, agent, { method = 'GET', headers = {}, leavesAfter }) {
  return new Promise((resolve) => {
    const sending = request(url, { agent, method, headers }, (response) => {
      response.resume().on('close', () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
    });
    sending.on('error', () => resolve(0)).end();
    if (leavesAfter !== undefined) setTimeout(() => sending.destroy(), leavesAfter);
  });
}
