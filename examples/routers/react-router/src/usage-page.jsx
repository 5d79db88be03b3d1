import '@usage/dashboard';
import { useLoaderData, useRevalidator, useSearchParams } from 'react-router';

export function UsagePage() {
  const loads = useLoaderData();
  const { revalidate } = useRevalidator();
  const [params, setParams] = useSearchParams();

  function showPage2() {
    setParams((current) => {
      current.set('page', '2');
      return current;
    });
  }

  return (
    <>
      <h1>Usage</h1>
      <button onClick={revalidate}>Refresh</button>
      <button onClick={showPage2}>Page 2</button>
      <p id="page">{`Page ${params.get('page') ?? 1}, refreshed ${loads} times`}</p>
      <usage-dashboard src="/usage" time-zone="Europe/London" time-zone-param="tz" />
    </>
  );
}
