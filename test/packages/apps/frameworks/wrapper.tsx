import { UsageDashboard, UsageTable } from '@usage/dashboard/react';
import type { UsageDashboard as Dashboard } from '@usage/dashboard/element';
import { createRef } from 'react';

export const right = (
  <UsageDashboard
    ref={createRef<Dashboard>()}
    src="/usage"
    timeZone="Europe/London"
    refreshInterval={60}
    className="wide"
    usage={[]}
    onUsageLoad={(event) => console.log(event.ledger.length)}
    onUsageError={({ error }) => console.log(error.code)}
  />
);
export const table = <UsageTable onUsageSort={({ sorting }) => console.log(sorting[0]?.column)} />;
// @ts-expect-error: there is no such property
export const property = <UsageDashboard timezone="Europe/London" />;
// @ts-expect-error: there is no such theme
export const theme = <UsageDashboard theme="sepia" />;
// @ts-expect-error: a number
export const interval = <UsageDashboard refreshInterval="60" />;
// @ts-expect-error: fields, and no detail
export const event = <UsageDashboard onUsageLoad={(event) => event.detail} />;
