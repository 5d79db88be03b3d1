// ES modules with types into packages/*/dist, what editors and frameworks know of
// the elements, then the script-tag bundle. `npm run build` also writes what the documents
// say about them; with `--keep-documents` they stay as they are.
import { writeManifest } from './manifest/write.mjs';
import { need } from './processes.mjs';

await need('tsc', ['-b', 'packages/sdk', 'packages/dashboard']);
await writeManifest();
await need('rollup', ['-c', '--silent']);

const asked = process.argv[1] === import.meta.filename && !process.argv.includes('--keep-documents');
if (asked) {
  const { writeDocuments } = await import('./documents/documents.mjs');
  await writeDocuments();
}
