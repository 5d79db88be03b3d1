import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import '../page.css';
import { fetchUsage, formatCredits, summarize } from '../usage.js';
import './table.css';
import { UsageChart } from './usage-chart.jsx';
import { UsageTable } from './usage-table.jsx';

function Dashboard() {
  // Bills do not change in place: comparing two answers piece by piece would only cost.
  const { data, error } = useQuery({ queryKey: ['usage'], queryFn: fetchUsage, structuralSharing: false });
  const summary = useMemo(() => data && summarize(data), [data]);
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <p>Loading …</p>;
  return (
    <>
      <header>
        <h2>Usage</h2>
        <p className="total">{formatCredits(summary.total)} credits</p>
      </header>
      <UsageChart days={summary.days} />
      <UsageTable usage={data} />
    </>
  );
}

createRoot(document.getElementById('root')).render(
  <QueryClientProvider client={new QueryClient()}>
    <Dashboard />
  </QueryClientProvider>,
);
