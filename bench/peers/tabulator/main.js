import { FormatModule, SortModule, Tabulator } from 'tabulator-tables';
import 'tabulator-tables/dist/css/tabulator_simple.min.css';
import '../page.css';
import { fetchUsage, formatCredits, formatTimestamp, summarize } from '../usage.js';
import { drawDays } from './draw-days.js';

// The two modules this table needs, so that the others are left out of the bundle.
Tabulator.registerModule([FormatModule, SortModule]);

const root = document.getElementById('root');
root.innerHTML = `
  <header><h2>Usage</h2><p class="total"></p></header>
  <div class="chart"></div>
  <div class="table"></div>
`;

const usage = await fetchUsage();
const { total, days } = summarize(usage);
root.querySelector('.total').textContent = `${formatCredits(total)} credits`;
drawDays(root.querySelector('.chart'), days);
new Tabulator(root.querySelector('.table'), {
  data: usage,
  index: 'message_id',
  height: '70vh',
  layout: 'fitColumns',
  columns: [
    { title: 'Message ID', field: 'message_id', headerSort: false },
    {
      title: 'Timestamp',
      field: 'timestamp',
      headerSort: false,
      formatter: (cell) => formatTimestamp(cell.getValue()),
    },
    { title: 'Report Name', field: 'report_name', sorter: 'string' },
    {
      title: 'Credits Used',
      field: 'credits_used',
      sorter: 'number',
      formatter: (cell) => formatCredits(cell.getValue()),
    },
  ],
});
