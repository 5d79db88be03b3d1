import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prefersColumnar } from '../../src/metering/accept.ts';

const columns = 'application/vnd.usage.columns+x-ndjson';

const table: [accept: string | null, prefers: boolean][] = [
  [null, false],
  ['', false],
  ['*/*', false],
  ['application/*', false],
  ['application/json', false],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
  [columns, true],
  [`${columns}, application/json;q=0.9`, true],
  [`application/json;q=0.9,${columns}`, true],
  [`${columns},application/json`, true],
  [`${columns}, */*;q=0.1`, true],
  [`${columns};q=0.5, application/json`, false],
  [`${columns};q=0.5, */*`, false],
  [`${columns};q=0.5, application/*;q=0.4, */*`, true],
  [`${columns};q=0.5, application/json;q=0, */*`, true],
  [`${columns};q=0`, false],
  [`${columns};q=0.001`, true],
  [` ${columns} ; Q=1.000 ,application/json ; q=0.999`, true],
  [columns.toUpperCase(), true],
  [`${columns};version=2`, false],
  [`${columns};q=1;version=2`, false],
  [`${columns};xq=1`, false],
  [`${columns}, application/json;version=1`, true],
  [`${columns};q=2`, false],
  [`${columns};q=-1`, false],
  [`${columns};q=`, false],
  [`${columns};q=0.12345`, false],
  [`${columns}x`, false],
  ['application/vnd.usage.columns', false],
  [`text/plain;note="a, ${columns}"`, false],
];
for (const [accept, prefers] of table) {
  test(`${accept === null ? 'no Accept' : `Accept: ${accept}`} gets ${prefers ? 'columns' : 'JSON'}`, () => {
    assert.equal(prefersColumnar(accept), prefers);
  });
}
