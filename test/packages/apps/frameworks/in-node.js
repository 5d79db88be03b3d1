import { UsageDashboard } from '@usage/dashboard/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

console.log(renderToString(createElement(UsageDashboard, { src: '/usage', className: 'wide', onUsageLoad() {} })));
