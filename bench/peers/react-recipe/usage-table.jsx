import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_text,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { formatCredits, formatTimestamp } from '../usage.js';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { text: sortFn_text },
});
const helper = createColumnHelper();
const columns = helper.columns([
  helper.accessor('message_id', { header: 'Message ID', enableSorting: false }),
  helper.accessor('timestamp', {
    header: 'Timestamp',
    enableSorting: false,
    cell: (info) => formatTimestamp(info.getValue()),
  }),
  helper.accessor('report_name', { header: 'Report Name', sortFn: 'text', sortUndefined: 'last' }),
  helper.accessor('credits_used', { header: 'Credits Used', cell: (info) => formatCredits(info.getValue()) }),
]);
const arrows = { asc: ' ↑', desc: ' ↓' };

/** Every row is in the document, as in the exercise this recipe comes from. */
export function UsageTable({ usage }) {
  const table = useTable({ features, columns, data: usage });
  return (
    <div className="table scroller">
      <table>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} onClick={header.column.getToggleSortingHandler()}>
                  <table.FlexRender header={header} />
                  {arrows[header.column.getIsSorted()] ?? ''}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell) => (
                <td key={cell.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
