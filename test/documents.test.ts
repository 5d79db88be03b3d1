import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documents } from '../scripts/documents/documents.mjs';
import { fillMarkers } from '../scripts/documents/markers.mjs';

test('the documents say what was built', async () => {
  for (const [name, { before, after }] of await documents())
    assert.equal(before, after, `${name} is behind what was built: run "npm run build" and commit it`);
});

test('generated text goes between its markers, and a lost marker is an error', () => {
  const document = 'before <!-- a -->old<!-- /a --> after';
  assert.equal(fillMarkers(document, { a: 'new' }), 'before <!-- a -->\n\nnew\n\n<!-- /a --> after');
  for (const broken of ['nothing', '<!-- a -->', '<!-- /a --><!-- a -->'])
    assert.throws(() => fillMarkers(broken, { a: 'new' }), /lost its markers <!-- a -->/);
});
