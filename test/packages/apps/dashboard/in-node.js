import { UsageDashboard, defineUsageElements } from '@usage/dashboard/element';
import '@usage/dashboard';

defineUsageElements();
console.log(typeof UsageDashboard, typeof document);
