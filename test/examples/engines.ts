import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, firefox, type Browser } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../scripts/browsers.mjs';

/** What launches each engine; undefined where it is not installed. */
export const engines: [name: string, launch: (() => Promise<Browser>) | undefined][] = [
  ['Chromium', launchChromium()],
  ['Firefox', launchFirefox()],
];

function launchChromium() {
  const executablePath = findChromium();
  return executablePath ? () => chromium.launch({ executablePath, args: chromiumArgs }) : undefined;
}

function launchFirefox() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const programs = ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)));
  const executablePath = process.env.FIREFOX_PATH ?? programs.find(existsSync);
  // Over WebDriver BiDi, which any Firefox speaks.
  return executablePath ? () => firefox.launch({ channel: 'moz-firefox', executablePath }) : undefined;
}
