import '@usage/dashboard';
import type {} from '@usage/dashboard/jsx';
import { UsageClient } from '@usage/sdk';
import { createRef } from 'react';
import type { UsageDashboard } from '@usage/dashboard/element';

export const right = (
  <usage-dashboard
    ref={createRef<UsageDashboard>()}
    src="/usage"
    time-zone="Europe/London"
    refresh-interval={60}
    theme="dark"
    className="wide"
    client={new UsageClient({ url: '/usage' })}
    onusage-load={(event) => console.log(event.ledger.length)}
    onusage-sort={({ sorting }) => console.log(sorting[0]?.direction)}
  >
    <h3 slot="heading">Usage</h3>
  </usage-dashboard>
);
export const inner = <usage-table sortable={['credits_used']} timeZone="Mars/Olympus" />;
// @ts-expect-error: there is no such attribute
export const attribute = <usage-dashboard timezone="Europe/London" />;
// @ts-expect-error: there is no such theme
export const theme = <usage-dashboard theme="sepia" />;
// @ts-expect-error: a name
export const zone = <usage-dashboard time-zone={1} />;
// @ts-expect-error: read-only
export const status = <usage-dashboard status="ready" />;
// @ts-expect-error: fields, and no detail
export const event = <usage-dashboard onusage-load={(event) => event.detail} />;
// @ts-expect-error: a chart has no such attribute
export const chart = <usage-chart src="/usage" />;
