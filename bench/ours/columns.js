// As an application of one's own that has both ends: from the packages, with a client that asks for usage by column.
import { defineUsageElements } from '@usage/dashboard';
import { UsageClient, columnarFormat } from '@usage/sdk';

defineUsageElements();

globalThis.showUsageByColumn = (url) => {
  const dashboard = document.createElement('usage-dashboard');
  dashboard.timeZone = 'UTC';
  dashboard.client = new UsageClient({ url, columns: columnarFormat });
  document.body.append(dashboard);
};
