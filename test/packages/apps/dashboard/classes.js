import { UsageTable, defineUsageElements } from '@usage/dashboard/element';

globalThis.table = [UsageTable, typeof defineUsageElements];
