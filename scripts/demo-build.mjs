// Writes the page with the sample usage inside, as a folder that any static host serves.
import './build.mjs';
import { join } from 'node:path';
import { buildDemo } from '../examples/server/build-demo.js';
import { root } from './processes.mjs';

const folder = process.argv[2] ?? join(root, 'dist', 'demo');
await buildDemo(folder);
console.log(`The demo is in ${folder}: any static host serves it.`);
