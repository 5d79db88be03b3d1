import { expect } from '@open-wc/testing';
import { expectedOutcome, meetFault, readFaults } from './support/meet-fault.ts';
import { severalAtATime } from './support/several-at-a-time.ts';
import { putBack, stub } from './support/stub.ts';

// A dashboard meets every fault of `docs/faults.md`, on a real server, and ends as the table says of a `/usage` client.

const { rows, deadOrigin } = await readFaults();
const outcomes = new Map<string, string>();

const failure = (told: string) => `${told}: no usage, an alert`;
// A page is not told where a redirect leads: one that it may not follow is a network fault.
const inAnyBrowser: Record<string, string> = {
  'redirect-loop': failure('network'),
  'redirect-elsewhere': failure('network'),
  'redirect-to-a-file': failure('network'),
  'echo-redirect': failure('network'),
};
const inOneBrowser: Record<string, Record<string, string>> = {
  Chrome: {},
  Firefox: {
    'status-407': failure('http_status 407'),
    // It takes headers of any length, and a body without headers.
    'huge-head': 'usage: 790.00 credits in 10 rows',
    'not-http': failure('contract_violation'),
  },
  WebKit: {
    'status-407': failure('http_status 407'),
    // It gives what came of a body that broke off, and what was not compressed.
    'truncated-chunked': failure('contract_violation'),
    'gzip-in-name-only': 'usage: 790.00 credits in 10 rows',
  },
};
const browser = ['Chrome', 'Firefox', 'WebKit'].find((name) => navigator.userAgent.includes(name))!;
const otherwise = { ...inAnyBrowser, ...inOneBrowser[browser] };

before(async function () {
  this.timeout(180_000);
  // Retries without a pause, but for what Retry-After asks.
  stub(Math, 'random', () => 0);
  try {
    await severalAtATime(rows, async ({ fault }) => {
      const { element, outcome } = await meetFault(fault, fault === 'no-server' ? deadOrigin : '');
      outcomes.set(fault, outcome);
      element.remove();
    });
  } finally {
    putBack();
  }
});

it('the table has the faults that are not known in browsers alone', () => {
  const faults = rows.map(({ fault }) => fault);
  expect(faults.length).to.be.greaterThan(100);
  expect(faults).to.include.members(Object.keys(otherwise));
});

describe('a dashboard that meets', () => {
  for (const row of rows) {
    it(row.fault, () => {
      expect(outcomes.get(row.fault)).to.equal(otherwise[row.fault] ?? expectedOutcome(row));
    });
  }
});
