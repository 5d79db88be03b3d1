import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What headless Chromium is started with: as root it has no sandbox, and it shall not call home. */
export const chromiumArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** The path of a Chromium: CHROME_PATH, on PATH, or where its installers put it; undefined when there is none. */
export function findChromium() {
  const given = process.env.CHROME_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].find(existsSync);
}

/** As `findChromium`, but installs Debian's package where that is possible, and else says what to do. */
export function needChromium() {
  const found = findChromium() ?? (installFromDebian() ? findChromium() : undefined);
  if (found) return found;
  throw new Error(
    'The tests need Chromium 123 or later. Install it ("apt-get install chromium" on Debian, or Chrome from ' +
      'google.com/chrome), or name its program in the environment variable CHROME_PATH.',
  );
}

function installFromDebian() {
  const root = process.getuid?.() === 0;
  const sudo = !root && spawnSync('sudo', ['-n', 'true']).status === 0;
  if (spawnSync('apt-get', ['--version']).status !== 0 || !(root || sudo)) return false;
  console.log("Installing Chromium from Debian's packages ...");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...args) => {
    const command = ['apt-get', '-qq', ...args];
    if (sudo) command.unshift('sudo', '-n', '-E');
    execFileSync(command[0] ?? '', command.slice(1), { env, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  try {
    apt('update');
    apt('install', '-y', 'chromium');
    return true;
  } catch {
    return false;
  }
}
