import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** WebKitGTK in a display of its own, by its driver. */
export async function openWebKit() {
  const display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1400x1400x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = await once(/** @type {import('node:stream').Readable} */ (display.stdout), 'data');
  const port = await freePort();
  // Where there is no graphics card, compositing by the processor leaves two frames a second.
  const noCard = { WEBKIT_DISABLE_COMPOSITING_MODE: '1' };
  const env = { ...process.env, ...noCard, DISPLAY: `:${String(number).trim()}`, LANG: 'en_US.UTF-8', TZ: 'UTC' };
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
  const server = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 50 && !(await fetch(`${server}/status`).catch(() => undefined)); tries++)
    await sleep(100);
  const capabilities = { alwaysMatch: { timeouts: { script: 120_000, pageLoad: 120_000 } } };
  const { sessionId } = await ask(`${server}/session`, { capabilities });
  const session = `${server}/session/${sessionId}`;
  await ask(`${session}/window/rect`, { x: 0, y: 0, width: 1280, height: 1320 });
  return {
    goto: (/** @type {string} */ url) => ask(`${session}/url`, { url }),
    run: (/** @type {string} */ code) => ask(`${session}/execute/sync`, { script: code, args: [] }),
    /** @param {string} expression gives a promise. */
    evaluate: (expression) =>
      ask(`${session}/execute/async`, {
        script: `const done = arguments[0]; (${expression}).then(done, (error) => done(String(error)))`,
        args: [],
      }),
    async close() {
      await fetch(session, { method: 'DELETE' }).catch(() => undefined);
      driver.kill();
      display.kill();
    },
  };
}

/**
 * @param {string} url
 * @param {unknown} body
 */
async function ask(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const { value } = /** @type {{ value: any }} */ (await response.json());
  if (!response.ok) throw new Error(`WebKitWebDriver: ${value?.message ?? response.status}`);
  return value;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}
