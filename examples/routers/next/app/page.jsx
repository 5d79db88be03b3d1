import { Suspense } from 'react';
import { UsagePage } from './usage-page.jsx';

let renders = 0;

async function Usage({ searchParams }) {
  const { page = '1' } = await searchParams;
  return <UsagePage status={`Page ${page}, refreshed ${renders++} times`} />;
}

export default function Page({ searchParams }) {
  return (
    <Suspense>
      <Usage searchParams={searchParams} />
    </Suspense>
  );
}
