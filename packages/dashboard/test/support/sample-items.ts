import type { UsageItem } from '@usage/sdk';

/** Six messages over four days, two of them by the same report; in upstream order. */
export const sampleItems: readonly UsageItem[] = [
  { message_id: 1000, timestamp: '2024-04-29T02:08:29.375Z', report_name: 'Short Report', credits_used: 61 },
  { message_id: 1001, timestamp: '2024-04-29T03:25:03.613Z', credits_used: 5.6 },
  { message_id: 1002, timestamp: '2024-04-29T23:30:00Z', credits_used: 4.4 },
  { message_id: 1003, timestamp: '2024-05-01T10:22:13.926Z', report_name: 'Annual Report', credits_used: 79 },
  { message_id: 1004, timestamp: '2024-05-01T11:54:18.493Z', report_name: 'Short Report', credits_used: 61 },
  { message_id: 1005, timestamp: '2024-05-02T12:31:00.539Z', credits_used: 1 },
];
