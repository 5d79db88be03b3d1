'use client';

import '@usage/dashboard';
import { useRouter, useSearchParams } from 'next/navigation';

export function UsagePage({ status }) {
  const router = useRouter();
  const params = useSearchParams();

  function showPage2() {
    const next = new URLSearchParams(params);
    next.set('page', '2');
    router.push(`?${next}`);
  }

  return (
    <>
      <h1>Usage</h1>
      <button onClick={() => router.refresh()}>Refresh</button>
      <button onClick={showPage2}>Page 2</button>
      <p id="page">{status}</p>
      <usage-dashboard src="/usage" time-zone="Europe/London" time-zone-param="tz" />
    </>
  );
}
