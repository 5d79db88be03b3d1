/** What is asked for: one of the upstream's two endpoints, or ours. */
export type Kind = 'messages' | 'report' | 'usage';

const timestamp = '2024-04-29T02:08:29.375Z';

export const reportIds = [5390, 5391, 5392, 5393, 5394, 5395, 5396, 5397, 5398, 5399];

export function goodReport(id: number) {
  return { id, name: `Report ${id}`, credit_cost: 79 };
}

/** Ten messages, each with a report of its own. */
export const goodMessages = reportIds.map((report_id, index) => ({
  id: 1000 + index,
  text: 'Generate it.',
  timestamp,
  report_id,
}));

export const goodUsage = goodMessages.map(({ id, report_id }) => ({
  message_id: id,
  timestamp,
  report_name: goodReport(report_id).name,
  credits_used: 79,
}));

/** The right answer. */
export function goodBody(kind: Kind, id: number): string {
  if (kind === 'report') return JSON.stringify(goodReport(id));
  return JSON.stringify(kind === 'usage' ? { usage: goodUsage } : { messages: goodMessages });
}

/** Another right answer, of a period that has moved on. */
export function otherBody(kind: Kind, id: number): string {
  if (kind === 'report') return JSON.stringify({ ...goodReport(id), name: 'Renamed', credit_cost: 0.01 });
  return JSON.stringify(kind === 'usage' ? { usage: goodUsage.slice(5) } : { messages: goodMessages.slice(5) });
}
