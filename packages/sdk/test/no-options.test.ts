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
const desc = 'credits_used:desc';
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
  ['rows()', 'query', () => ledger.rows(nothing)],
  ['rows(null)', 'query', () => ledger.rows(none)],
  ['rows with a sorting of null', 'sorting', () => ledger.rows({ timeZone: 'UTC', sorting: none })],
  ['rows with a sorting of [null]', 'sorting', () => ledger.rows({ timeZone: 'UTC', sorting: [none] })],
  ['rows with a sorting that is a text', 'sorting', () => ledger.rows({ timeZone: 'UTC', sorting: desc as never })],
  ['blocks(null)', 'query', () => ledger.blocks(none)],
  ['summary()', 'query', () => ledger.summary(nothing)],
  ['summary(null)', 'query', () => ledger.summary(none)],
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
