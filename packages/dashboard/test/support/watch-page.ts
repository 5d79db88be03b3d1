import { aTimeout, expect } from '@open-wc/testing';
import { namesIn } from './tree-names.ts';

/** What a page did since it is watched: dialogs and windows it opened, errors, and what the server was asked for. */
export interface PageWatch {
  /** Fails unless nothing ran, no element or attribute is in the page that was not, and this alone was asked for, once each. */
  expectNothing(asked?: readonly string[]): Promise<void>;
  end(): void;
}

interface Log {
  count: number;
  requests: { url: string }[];
}
// The URL of a test may be long, and hostile: it does not go along.
const readLog = async (from: number): Promise<Log> =>
  (await fetch(`/request-log?from=${from}`, { referrerPolicy: 'no-referrer' })).json();

/** @param names of elements and attributes that may come into the page. */
export async function watchPage(names: Iterable<string>): Promise<PageWatch> {
  const done: string[] = [];
  const known = new Set([...names, ...namesIn(document)]);
  const functions = ['alert', 'confirm', 'prompt', 'print', 'open', 'eval'] as const;
  const kept = functions.map((name) => window[name]);
  for (const name of functions) Object.assign(window, { [name]: () => done.push(name) });
  const violated = (event: Event) => done.push(event.type);
  window.addEventListener('securitypolicyviolation', violated);
  const { count } = await readLog(0);
  return {
    async expectNothing(asked = []) {
      // What an element asks for, it asks for at once; the server has to be reached, though.
      await aTimeout(100);
      expect([...namesIn(document)].filter((name) => !known.has(name))).to.deep.equal([]);
      const { requests } = await readLog(count);
      const others = requests.map(({ url }) => url).filter((url) => !/^\/(__web|favicon\.ico$)/.test(url));
      expect(others.sort()).to.deep.equal([...asked].sort());
      expect(done).to.deep.equal([]);
    },
    end() {
      functions.forEach((name, index) => Object.assign(window, { [name]: kept[index] }));
      window.removeEventListener('securitypolicyviolation', violated);
    },
  };
}
