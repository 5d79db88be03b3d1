import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What headless Chromium is started with: as root it has no sandbox, and it shall not call home. */
export const chromiumArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/**
 * The engines, what Debian calls their packages, and what else can be done to have them.
 * @type {Record<string, { title: string, packages: string[], find: () => unknown, advice?: string }>}
 */
export const browsers = {
  chromium: {
    title: 'Chromium',
    packages: ['chromium'],
    find: findChromium,
    advice: 'install Chrome from google.com/chrome, or name a program in the environment variable CHROME_PATH',
  },
  firefox: {
    title: 'Firefox',
    packages: ['firefox-esr'],
    find: findFirefox,
    advice: 'install it from firefox.com, or name a program in the environment variable FIREFOX_PATH',
  },
  webkit: { title: 'WebKit', packages: ['webkit2gtk-driver', 'xvfb'], find: findWebKit },
};

/** The path of a Chromium: CHROME_PATH, on PATH, or where its installers put it; undefined when there is none. */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
  return find(process.env.CHROME_PATH, names, [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ]);
}

/** The path of a Firefox, as `findChromium`. */
export function findFirefox() {
  return find(
    process.env.FIREFOX_PATH,
    ['firefox-esr', 'firefox'],
    ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  );
}

/** The paths of WebKit's driver and of the display it needs; undefined when one is missing. */
export function findWebKit() {
  const driver = find(undefined, ['WebKitWebDriver']);
  const xvfb = find(undefined, ['Xvfb']);
  return driver && xvfb ? { driver, xvfb } : undefined;
}

/**
 * `chromium,firefox@2` as names and scales.
 * @param {string} names
 */
export function parseEngines(names) {
  return names.split(',').map((text) => {
    const [, name = '', scale = '1'] = /^(\w+)(?:@(\d+))?$/.exec(text.trim()) ?? [];
    if (!(name in browsers))
      throw new Error(`There is no engine "${text}": the engines are ${Object.keys(browsers).join(', ')}.`);
    return { name, scale: Number(scale) };
  });
}

/**
 * Installs those of the engines that are missing, where they can be had as Debian's packages.
 * @param {string[]} names
 */
export function installMissing(names) {
  const packages = names.flatMap((name) => (browsers[name]?.find() ? [] : (browsers[name]?.packages ?? [])));
  if (packages.length) installFromDebian(packages);
}

/**
 * What to do to have an engine.
 * @param {string} name
 */
export function howToInstall(name) {
  const { title, packages = [], advice } = browsers[name] ?? {};
  return `${title} is not installed: "apt-get install ${packages.join(' ')}" on Debian${advice ? `; else ${advice}` : ''}.`;
}

/** As `findChromium`, but installs Debian's package where that is possible, and else says what to do. */
export function needChromium() {
  installMissing(['chromium']);
  const found = findChromium();
  if (!found) throw new Error(howToInstall('chromium'));
  return found;
}

/**
 * @param {string | undefined} given By the environment: then it, or nothing.
 * @param {string[]} names On PATH.
 * @param {string[]} places
 */
function find(given, names, places = []) {
  if (given) return existsSync(given) ? given : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].find(existsSync);
}

/** @param {string[]} packages */
function installFromDebian(packages) {
  const root = process.getuid?.() === 0;
  const sudo = !root && spawnSync('sudo', ['-n', 'true']).status === 0;
  if (spawnSync('apt-get', ['--version']).status !== 0 || !(root || sudo)) return;
  console.log(`Installing ${packages.join(', ')} from Debian's packages ...`);
  const apt = (/** @type {string[]} */ ...args) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    if (sudo) command.unshift('sudo', '-n');
    execFileSync(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  try {
    apt('update');
    apt('install', '-y', ...packages);
  } catch (error) {
    console.log(`That did not work: ${error instanceof Error ? error.message : error}`);
  }
}
