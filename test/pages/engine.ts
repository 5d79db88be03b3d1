import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { chromiumArgs, findChromium, findFirefox, findWebKit } from '../../scripts/browsers.mjs';
import { chooseEngines } from '../../scripts/engine-tests.mjs';
import { startWebKit } from '../../scripts/webkit-driver.mjs';
import { toText } from './to-text.ts';

/** The engines to test in, as the elements' own tests have them. */
export const engineNames = [...new Set(chooseEngines().engines.map((name) => name.replace(/@.*/, '')))];

/** A browser with one page. */
interface Driver {
  goto(url: string): Promise<unknown>;
  /** What an async function, given as source, resolves to: a text. */
  run(source: string): Promise<unknown>;
  stop(): Promise<unknown>;
}

/** A real browser with one page, the same to a test whichever it is. */
export class Engine {
  readonly #driver: Driver;
  readonly #home: string;

  private constructor(driver: Driver, home: string) {
    this.#driver = driver;
    this.#home = home;
  }

  static async start(name: string): Promise<Engine> {
    const home = mkdtempSync(join(tmpdir(), 'usage-page-'));
    return new Engine(await drivers[name]!(home), home);
  }

  /** Resolves once the page and what it loads is there. */
  async open(url: string): Promise<void> {
    await this.#driver.goto(url);
  }

  /** Calls a function in the page, which may use nothing of this side but its arguments. */
  async evaluate<Args extends unknown[], T>(call: (...args: Args) => T, ...args: Args): Promise<Awaited<T>> {
    const source = `async () => (${toText})(await (${call})(...${JSON.stringify(args)}))`;
    return JSON.parse(String(await this.#driver.run(source)));
  }

  /** The text of a file that a person has saved, once it is there; it is taken away. */
  async downloaded(pattern: RegExp): Promise<string> {
    for (let tries = 0; tries < 100; tries++) {
      const file = readdirSync(this.#home).find((name) => pattern.test(name));
      const text = file ? readFileSync(join(this.#home, file), 'utf8') : '';
      if (file && text) {
        rmSync(join(this.#home, file));
        return text;
      }
      await wait(100);
    }
    throw new Error(`Nothing was saved that is called ${pattern}; there is ${readdirSync(this.#home).join(', ')}.`);
  }

  async close(): Promise<void> {
    await this.#driver.stop();
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Each saves files in a folder of its own. */
const drivers: Record<string, (home: string) => Promise<Driver>> = {
  async chromium(home) {
    const browser = await launch({ executablePath: findChromium()!, args: chromiumArgs });
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: home });
    return puppet(browser);
  },
  async firefox(home) {
    return puppet(
      await launch({
        browser: 'firefox',
        executablePath: findFirefox()!,
        extraPrefsFirefox: {
          'browser.download.dir': home,
          'browser.download.folderList': 2,
          'browser.download.useDownloadDir': true,
        },
      }),
    );
  },
  async webkit(home) {
    const { command, stop } = await startWebKit({ ...findWebKit()!, env: { HOME: home } });
    return {
      goto: (url) => command('/url', { url }),
      async run(source) {
        // A text alone: of anything else the driver makes JSON in the page, which may have made that into something else.
        const text: string = await command('/execute/async', {
          script: `const done = arguments[0]; (${source})().then(done, (error) => done('! ' + error));`,
          args: [],
        });
        if (text.startsWith('! ')) throw new Error(text);
        return text;
      },
      stop,
    };
  },
};

async function puppet(browser: Awaited<ReturnType<typeof launch>>): Promise<Driver> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 900 });
  return {
    goto: (url) => page.goto(url),
    run: (source) => page.evaluate(`(${source})()`),
    stop: () => browser.close(),
  };
}
