import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  UsageClient,
  UsageLedger,
  collectUsage,
  createUpstream,
  createUsageHandler,
  isUsageError,
  tokenCredits,
} from '../src/index.ts';

// As from JavaScript, where no type stands in the way.
const nothing = undefined as never;
const none = null as never;
const ledger = UsageLedger.from([]);
const client = new UsageClient({ url: 'http://a.test/usage' });

const calls: [name: string, option: string, call: () => unknown][] = [
  ['createUpstream()', 'options', () => createUpstream(nothing)],
  ['createUpstream(null)', 'options', () => createUpstream(none)],
  ['createUpstream of a text', 'options', () => createUpstream('https://a.test' as never)],
  ['new UsageClient()', 'options', () => new UsageClient(nothing)],
  ['load(null)', 'options', () => client.load(none)],
  ['collectUsage()', 'options', () => collectUsage(nothing)],
  ['collectUsage(null)', 'options', () => collectUsage(none)],
  ['createUsageHandler()', 'options', () => createUsageHandler(nothing)],
  ['createUsageHandler(null)', 'options', () => createUsageHandler(none)],
  ['tokenCredits(null)', 'options', () => tokenCredits(none)],
  ['view(null)', 'sorting', () => ledger.view(none)],
  ['view([null])', 'sorting', () => ledger.view([none])],
  ['view of a text', 'sorting', () => ledger.view('credits_used:desc' as never)],
  ['view([], null)', 'options', () => ledger.view([], none)],
  ['periods with null', 'options', () => ledger.periods('UTC', none)],
  ['csv()', 'options', () => ledger.csv(nothing)],
  ['csv with a sorting of null', 'sorting', () => ledger.csv({ timeZone: 'UTC', sorting: none })],
];
for (const [name, option, call] of calls) {
  test(`${name} is an invalid option`, async () => {
    await assert.rejects(
      async () => call(),
      (error) => {
        assert.ok(isUsageError(error), String(error));
        assert.equal(error.code, 'invalid_option');
        assert.match(error.message, new RegExp(`^\`${option}\` must be .+; got .+\\.$`));
        return true;
      },
    );
  });
}
