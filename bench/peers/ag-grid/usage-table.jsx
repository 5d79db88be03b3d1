import { ClientSideRowModelModule, ModuleRegistry } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { formatCredits, formatTimestamp } from '../usage.js';

// The one module this table needs, so that the others are left out of the bundle.
ModuleRegistry.registerModules([ClientSideRowModelModule]);

const columns = [
  { field: 'message_id', headerName: 'Message ID', sortable: false },
  {
    field: 'timestamp',
    headerName: 'Timestamp',
    sortable: false,
    valueFormatter: ({ value }) => formatTimestamp(value),
  },
  { field: 'report_name', headerName: 'Report Name' },
  { field: 'credits_used', headerName: 'Credits Used', valueFormatter: ({ value }) => formatCredits(value) },
];
const defaultColumn = { flex: 1 };

export function UsageTable({ usage }) {
  return (
    <div className="table">
      {/* Without its animation, which would count against it when rows are sorted. */}
      <AgGridReact rowData={usage} columnDefs={columns} defaultColDef={defaultColumn} animateRows={false} />
    </div>
  );
}
