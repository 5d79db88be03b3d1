import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts a script of this folder that tells its port.
 * @param {string} name
 * @param {...string} args
 */
export async function launch(name, ...args) {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), args, { execArgv: ['--expose-gc'] });
  const [{ port }] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    /** @param {'cpu' | 'heap'} what */
    async ask(what) {
      const answer = once(child, 'message');
      child.send(what);
      return (await answer)[0];
    },
    close: () => child.kill(),
  };
}
