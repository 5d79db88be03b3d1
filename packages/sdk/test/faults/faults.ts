import { bodyFaults } from './body-faults.ts';
import { connectionFaults } from './connection-faults.ts';
import type { Fault } from './exchange.ts';
import { statusFaults } from './status-faults.ts';
import { timeFaults } from './time-faults.ts';

/** All that can go wrong between two computers, by name. `docs/faults.md` says what comes of each. */
export const faults: Record<string, Fault> = {
  none: ({ send }) => send(),
  ...timeFaults,
  ...statusFaults,
  ...connectionFaults,
  ...bodyFaults,

  // Redirects.
  'redirect-within': ({ request, send, count }) =>
    count === 0 ? send('', 307, { location: `${request.url}?again` }) : send(),
  'redirect-to-404': ({ request, send }) =>
    request.url?.endsWith('?gone') ? send('{}', 404) : send('', 302, { location: `${request.url}?gone` }),
  'redirect-loop': ({ request, send }) => send('', 302, { location: request.url ?? '' }),
  'redirect-elsewhere': ({ request, send }) =>
    send('', 302, { location: `http://localhost:${request.socket.localPort}/elsewhere?token=1` }),
  'redirect-to-a-file': ({ send }) => send('', 302, { location: 'file:///etc/hostname' }),

  // Reports alone: messages are well, `/usage` is a handler of ours before this upstream.
  'reports-30-percent': ({ request, send }) => (Number(request.url?.at(-1)) < 3 ? send('{}', 500) : send()),
  'reports-down': ({ send }) => send('{}', 503),
};
