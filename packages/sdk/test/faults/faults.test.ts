import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isUsageError } from '../../src/errors.ts';
import { deadOrigin } from '../local-server.ts';
import { kinds, type Kind } from './bodies.ts';
import { readRows, type Row } from './expected.ts';
import { startFaultServer, type FaultServer } from './fault-server.ts';
import { faults } from './faults.ts';
import { meet } from './outcome.ts';

const rows = readRows();
let server: FaultServer;
let closedOrigin: string;

before(async () => {
  server = await startFaultServer();
  closedOrigin = await deadOrigin();
});
after(() => server.close());

/** What comes of a fault, for each of the four. A sentence that says too little is an outcome too. */
async function outcomes(fault: string): Promise<Row> {
  const origin = fault === 'no-server' ? closedOrigin : server.origin;
  const read = async (kind: Kind) => {
    const { outcome, errors } = await meet(origin, fault, kind);
    for (const error of errors) {
      assert.ok(isUsageError(error), outcome);
      assert.match(error.message, new RegExp(`^GET ${origin}/faults/${fault}/[^ ?]+: .+\\.$`, 's'));
    }
    return outcome;
  };
  const told = await Promise.all(kinds.map(async (kind) => [kind, await read(kind)] as const));
  return { fault, ...(Object.fromEntries(told) as Record<Kind, string>) };
}

describe('the table of faults', () => {
  it('has one row for every fault of the server', () => {
    assert.deepEqual(rows.map(({ fault }) => fault).sort(), [...Object.keys(faults), 'no-server'].sort());
  });

  // Several at a time, since most of them wait; not all, since they share one event loop.
  describe('says what comes of', { concurrency: 16 }, () => {
    for (const row of rows) {
      it(row.fault, async () => {
        assert.deepEqual(await outcomes(row.fault), row);
      });
    }
  });

  it('has redirects that nobody has followed out of the origin', () => {
    assert.deepEqual(server.strays, []);
  });
});
