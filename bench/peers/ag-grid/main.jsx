import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../page.css';
import { fetchUsage, formatCredits, summarize } from '../usage.js';
import { UsageChart } from './usage-chart.jsx';
import { UsageTable } from './usage-table.jsx';

function Dashboard() {
  const [state, setState] = useState();
  useEffect(() => {
    fetchUsage().then(
      (usage) => setState({ usage, ...summarize(usage) }),
      (error) => setState({ error }),
    );
  }, []);
  if (!state) return <p>Loading …</p>;
  if (state.error) return <p role="alert">{state.error.message}</p>;
  return (
    <>
      <header>
        <h2>Usage</h2>
        <p className="total">{formatCredits(state.total)} credits</p>
      </header>
      <UsageChart days={state.days} />
      <UsageTable usage={state.usage} />
    </>
  );
}

createRoot(document.getElementById('root')).render(<Dashboard />);
