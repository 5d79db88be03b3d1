import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.mjs';

/**
 * Starts WebKitGTK by its own driver, in a display of its own.
 * @param {{ driver: string, xvfb: string, scale?: number, env?: Record<string, string> }} options `env` goes to the
 *   browser.
 * @returns {Promise<{ command(path: string, body?: unknown, method?: string): Promise<any>, stop(): Promise<void> }>}
 *   `command` asks the driver: a path below the session, as WebDriver has them.
 */
export async function startWebKit({ driver, xvfb, scale = 1, env: more }) {
  const display = spawn(xvfb, ['-displayfd', '1', '-screen', '0', '4000x3200x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const children = [display];
  const kill = () => children.reverse().forEach((child) => child.kill());
  try {
    const [number] = await Promise.race([
      once(display.stdout, 'data'),
      once(display, 'exit').then(() => Promise.reject(new Error(`${xvfb} gave no display.`))),
    ]);
    const port = await freePort();
    const env = {
      ...process.env,
      DISPLAY: `:${String(number).trim()}`,
      GDK_SCALE: `${scale}`,
      // Without a language, `navigator.language` is C.
      LANG: 'en_US.UTF-8',
      // Seven times the frames where there is no graphics card.
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      ...more,
    };
    children.push(/** @type {any} */ (spawn(driver, [`--port=${port}`], { env, stdio: 'ignore' })));
    const server = `http://127.0.0.1:${port}`;
    for (let tries = 0; tries < 50 && !(await fetch(`${server}/status`).catch(() => undefined)); tries++)
      await wait(100);
    const { sessionId } = await ask(`${server}/session`, {
      capabilities: { alwaysMatch: { browserName: 'MiniBrowser' } },
    });
    const session = `${server}/session/${sessionId}`;
    await ask(`${session}/window/rect`, { x: 0, y: 0, width: 1900, height: 1580 });
    return {
      command: (path, body, method) => ask(`${session}${path}`, body, method),
      async stop() {
        await fetch(session, { method: 'DELETE' }).catch(() => {});
        kill();
      },
    };
  } catch (error) {
    kill();
    throw error;
  }
}

/**
 * @param {string} url
 * @param {unknown} [body]
 * @param {string} [method]
 * @returns {Promise<any>}
 */
async function ask(url, body, method = body ? 'POST' : 'GET') {
  const signal = AbortSignal.timeout(25_000);
  const response = await fetch(url, { method, signal, ...(body ? { body: JSON.stringify(body) } : {}) });
  const { value } = /** @type {{ value: any }} */ (await response.json());
  if (!response.ok) throw new Error(`WebKitWebDriver: ${value?.error}: ${value?.message}`);
  return value;
}
