import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { chromiumArgs, findChromium, findFirefox, findWebKit, howToInstall, parseEngines } from './browsers.mjs';
import { webkitLauncher } from './webkit-launcher.mjs';

/** How each engine is launched; undefined where it is not installed. */
const launchers = {
  chromium(/** @type {number} */ scale) {
    const executablePath = findChromium();
    if (!executablePath) return undefined;
    return chromeLauncher({ puppeteer, launchOptions: { executablePath, args: chromiumArgs }, ...atScale(scale) });
  },
  firefox(/** @type {number} */ scale) {
    const executablePath = findFirefox();
    if (!executablePath) return undefined;
    return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath }, ...atScale(scale) });
  },
  webkit(/** @type {number} */ scale) {
    const programs = findWebKit();
    return programs && webkitLauncher({ ...programs, scale });
  },
};

/**
 * Launchers of the test runner.
 * @param {string} names Engines, separated by commas; `all` is those that are installed. `firefox@2` has two device
 *   pixels in a CSS pixel.
 */
export function engines(names) {
  if (names === 'all') return Object.keys(launchers).flatMap((name) => launch(name, 1) ?? []);
  return parseEngines(names).map(({ name, scale }) => {
    const launcher = launch(name, scale);
    if (!launcher) throw new Error(howToInstall(name));
    return launcher;
  });
}

/**
 * @param {string} name
 * @param {number} scale
 */
function launch(name, scale) {
  const launcher = launchers[/** @type {keyof typeof launchers} */ (name)](scale);
  if (launcher && scale !== 1) launcher.name += `@${scale}`;
  return launcher;
}

/** `wheel` scrolls where the mouse is, by CSS pixels: `executeServerCommand('wheel', { deltaY: 120 })`. */
export function wheelPlugin() {
  return {
    name: 'wheel-command',
    /** @param {{ command: string, payload?: any, session: any }} call */
    async executeCommand({ command, payload, session }) {
      if (command !== 'wheel') return undefined;
      await session.browser.getPage(session.id).mouse.wheel(payload);
      return true;
    },
  };
}

/**
 * The test runner sets viewports without a scale: it is put into each.
 * @param {number} scale
 */
function atScale(scale) {
  return {
    /** @param {{ context: import('puppeteer-core').BrowserContext }} options */
    async createPage({ context }) {
      const page = await context.newPage();
      const setViewport = page.setViewport.bind(page);
      // Firefox goes by what a key gives, Chromium takes both.
      for (const name of /** @type {const} */ (['press', 'down', 'up'])) {
        const send = page.keyboard[name].bind(page.keyboard);
        page.keyboard[name] = (key) => send(key === 'Space' ? ' ' : key);
      }
      page.setViewport = (viewport) => setViewport(viewport && { ...viewport, deviceScaleFactor: scale });
      return page;
    },
  };
}
