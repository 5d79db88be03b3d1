// ES modules with types into packages/*/dist, then the script-tag bundle.
import { need } from './processes.mjs';

await need('tsc', ['-b', 'packages/sdk', 'packages/dashboard']);
await need('rollup', ['-c', '--silent']);
