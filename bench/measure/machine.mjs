import { execFileSync, spawnSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { root } from '../../scripts/processes.mjs';
import { needChromium } from '../../scripts/browsers.mjs';

/** What it was measured on. */
export function machine() {
  const [cpu] = cpus();
  return {
    cpu: `${cpu?.model.trim() || 'unnamed processor'}, ${cpus().length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    node: process.version,
    browser: execFileSync(needChromium(), ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
  };
}

/** When, of which commit, and how busy the machine was: `2026-11-23 02:53 UTC at fea117f, load average 3.1`. */
export function stamp() {
  const time = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const git = spawnSync('git', ['describe', '--always'], { cwd: root, encoding: 'utf8' });
  const commit = git.status === 0 ? ` at ${git.stdout.trim()}` : '';
  return `${time} UTC${commit}, load average ${loadavg()[0]?.toFixed(1)}`;
}
