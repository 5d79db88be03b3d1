import { startWebKit } from './webkit-driver.mjs';

/** What Puppeteer calls a key, and what WebDriver does. */
const keys = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};
const buttons = { left: 0, middle: 1, right: 2 };

/**
 * Runs tests in WebKitGTK, by its own driver in a display of its own. A test file gets a frame, as the browser's window
 * cannot be made narrow. To the commands of the test runner it is a Puppeteer: each page has that shape.
 * @param {{ driver: string, xvfb: string, scale?: number }} options
 * @returns {import('@web/test-runner-core').BrowserLauncher & { getPage(): unknown }}
 */
export function webkitLauncher(options) {
  /** @type {ReturnType<typeof startWebKit> | undefined} */
  let starting;
  /** @type {string | undefined} */
  let active;

  /** @type {(path: string, body?: unknown, method?: string) => Promise<any>} */
  const command = async (...call) => (await (starting ??= startWebKit(options))).command(...call);
  /** @type {(script: string, ...args: unknown[]) => Promise<any>} */
  const execute = (script, ...args) => command('/execute/sync', { script, args });
  const page = pageOf(command);

  return {
    name: 'WebKit',
    type: 'puppeteer',
    concurrency: 1,
    isActive: (id) => id === active,
    getBrowserUrl: () => execute('return document.querySelector("iframe")?.src'),
    getPage: () => page,
    async startSession(id, url) {
      active = id;
      // Of the same origin, so that its frame can be looked into.
      await command('/url', { url: new URL('/favicon.ico', url).href });
      await execute(
        `document.body.style.margin = 0;
        document.body.innerHTML = '<iframe style="width: 800px; height: 600px; border: 0; display: block">';
        const frame = document.querySelector('iframe');
        frame.src = arguments[0];
        frame.focus();`,
        url,
      );
    },
    async stopSession() {
      active = undefined;
      await command('/url', { url: 'about:blank' });
      return {};
    },
    startDebugSession: () => Promise.reject(new Error('WebKit has no debug session here.')),
    async stop() {
      await (await starting?.catch(() => undefined))?.stop();
    },
  };
}

/** @param {(path: string, body?: unknown, method?: string) => Promise<any>} command */
function pageOf(command) {
  /** @type {(id: string, type: string, actions: object[], more?: object) => Promise<any>} */
  const act = (id, type, actions, more) => command('/actions', { actions: [{ id, type, actions, ...more }] });
  /** @type {(type: string, key: string) => object} */
  const key = (type, name) => ({ type, value: keys[/** @type {keyof typeof keys} */ (name)] ?? name });
  /** @type {(...names: string[]) => Promise<any>} */
  const press = (...names) =>
    act(
      'keys',
      'key',
      names.flatMap((name) => [key('keyDown', name), key('keyUp', name)]),
    );
  let [x, y] = [0, 0];
  /** @type {(...actions: object[]) => Promise<any>} */
  const point = (...actions) => act('mouse', 'pointer', actions, { parameters: { pointerType: 'mouse' } });
  /** @type {(toX: number, toY: number) => object} */
  const move = (toX, toY) => {
    [x, y] = [toX, toY];
    return { type: 'pointerMove', duration: 0, origin: 'viewport', x, y };
  };
  /** @type {(type: string, options?: { button?: keyof typeof buttons }) => object} */
  const button = (type, { button: name = 'left' } = {}) => ({ type, button: buttons[name] });
  return {
    keyboard: {
      type: (/** @type {string} */ text) => press(...text),
      press,
      down: (/** @type {string} */ name) => act('keys', 'key', [key('keyDown', name)]),
      up: (/** @type {string} */ name) => act('keys', 'key', [key('keyUp', name)]),
    },
    mouse: {
      move: (/** @type {number} */ toX, /** @type {number} */ toY) => point(move(toX, toY)),
      click: (/** @type {number} */ toX, /** @type {number} */ toY, /** @type {object} */ options) =>
        point(move(toX, toY), button('pointerDown', options), button('pointerUp', options)),
      down: (/** @type {object} */ options) => point(button('pointerDown', options)),
      up: (/** @type {object} */ options) => point(button('pointerUp', options)),
      reset: () => command('/actions', { actions: [] }).then(() => point(move(0, 0))),
      wheel: ({ deltaX = 0, deltaY = 0 }) =>
        act('wheel', 'wheel', [{ type: 'scroll', duration: 0, origin: 'viewport', x, y, deltaX, deltaY }])
          // Else the same turn again counts as none.
          .then(() => command('/actions', undefined, 'DELETE')),
    },
    setViewport: (/** @type {{ width: number, height: number }} */ { width, height }) =>
      command('/execute/async', {
        script: `const [width, height, done] = arguments;
          const frame = document.querySelector('iframe');
          [frame.style.width, frame.style.height] = [width + 'px', height + 'px'];
          const wait = () =>
            frame.contentWindow.innerWidth === width && frame.contentWindow.innerHeight === height
              ? requestAnimationFrame(() => done())
              : requestAnimationFrame(wait);
          wait();`,
        args: [width, height],
      }),
  };
}
