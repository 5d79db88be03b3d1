import { UsageDashboard } from '@usage/dashboard/react';
import { useState } from 'react';

const headers = async () => ({ authorization: 'Bearer demo' });

/** React 18 sets attributes alone, so the components of `@usage/dashboard/react` set properties for it. */
export function App() {
  const [timeZone, setTimeZone] = useState('Europe/London');
  const [shown, setShown] = useState(true);
  const [loaded, setLoaded] = useState({ loads: 0, messages: 0 });
  const [sorted, setSorted] = useState('');
  return (
    <>
      <label>
        Time zone{' '}
        <select id="time-zone" value={timeZone} onChange={({ target }) => setTimeZone(target.value)}>
          <option>Europe/London</option>
          <option>Asia/Tokyo</option>
        </select>
      </label>
      <button id="toggle" onClick={() => setShown(!shown)}>
        {shown ? 'Hide usage' : 'Show usage'}
      </button>
      <p id="loaded" role="status">{`Load ${loaded.loads}: ${loaded.messages} messages`}</p>
      <p id="sorted">{sorted}</p>
      {shown && (
        <UsageDashboard
          src="usage"
          timeZone={timeZone}
          headers={headers}
          onUsageLoad={({ ledger }) => setLoaded(({ loads }) => ({ loads: loads + 1, messages: ledger.length }))}
          onUsageSort={({ sorting }) =>
            setSorted(sorting.map(({ column, direction }) => `${column} ${direction}`).join(', '))
          }
        />
      )}
    </>
  );
}
