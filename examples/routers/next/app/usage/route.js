const usage = [
  { message_id: 1, timestamp: '2024-04-29T22:08:29.375Z', report_name: 'B', credits_used: 61 },
  { message_id: 2, timestamp: '2024-04-29T23:08:29.375Z', report_name: 'A', credits_used: 4.4 },
];

export const GET = () => Response.json({ usage });
