import perspective from '@perspective-dev/client';
import clientWasm from '@perspective-dev/client/dist/wasm/perspective-js.wasm?url';
import serverWasm from '@perspective-dev/server/dist/wasm/perspective-server.wasm?url';
import perspectiveViewer from '@perspective-dev/viewer';
import '@perspective-dev/viewer-datagrid';
import viewerWasm from '@perspective-dev/viewer/dist/wasm/perspective-viewer.wasm?url';
import '@perspective-dev/viewer/themes/pro.css';
import '../page.css';
import { fetchUsage, formatCredits, summarize } from '../usage.js';
import { drawDays } from './draw-days.js';

const root = document.getElementById('root');
root.innerHTML = `
  <header><h2>Usage</h2><p class="total"></p></header>
  <div class="chart"></div>
  <perspective-viewer class="table" theme="Pro Light"></perspective-viewer>
`;

perspective.init_client(fetch(clientWasm));
perspective.init_server(fetch(serverWasm));
const [worker, usage] = await Promise.all([
  perspectiveViewer.init_client(fetch(viewerWasm)).then(() => perspective.worker()),
  fetchUsage(),
]);
const { total, days } = summarize(usage);
root.querySelector('.total').textContent = `${formatCredits(total)} credits`;
drawDays(root.querySelector('.chart'), days);

const schema = { message_id: 'integer', timestamp: 'datetime', report_name: 'string', credits_used: 'float' };
const table = await worker.table(schema, { name: 'usage' });
await table.update(usage);
const viewer = root.querySelector('perspective-viewer');
await viewer.load(worker);
await viewer.restore({ table: 'usage', plugin: 'Datagrid', columns: Object.keys(schema) });
