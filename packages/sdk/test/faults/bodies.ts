/** What is asked for: one of the upstream's two endpoints, or ours in one of its formats. */
export const kinds = ['messages', 'report', 'usage', 'columns'] as const;
export type Kind = (typeof kinds)[number];

export function typeOf(kind: Kind): string {
  return kind === 'columns' ? 'application/vnd.usage.columns+x-ndjson' : 'application/json';
}

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
  return kind === 'report' ? JSON.stringify(goodReport(id)) : listBody(kind, 0);
}

/** As `goodReport`, some time later. */
export function otherReport(id: number) {
  return { id, name: 'Renamed', credit_cost: 0.01 };
}

/** Another right answer, of a period that has moved on. */
export function otherBody(kind: Kind, id: number): string {
  return kind === 'report' ? JSON.stringify(otherReport(id)) : listBody(kind, 5);
}

function listBody(kind: Exclude<Kind, 'report'>, from: number): string {
  if (kind === 'messages') return JSON.stringify({ messages: goodMessages.slice(from) });
  return kind === 'usage' ? JSON.stringify({ usage: goodUsage.slice(from) }) : columnsBody(goodUsage.slice(from));
}

/** By hand, as docs/columnar-format.md says. */
function columnsBody(usage: typeof goodUsage): string {
  const block = {
    ...{ id: usage[0]!.message_id, time: Date.parse(timestamp), unit: 1 },
    ids: usage.map((_, index) => Math.sign(index)),
    times: usage.map(() => 0),
    names: usage.map(({ report_name }) => report_name),
    codes: usage.map((_, index) => index + 1),
    credits: usage.map(() => 7900),
  };
  const lines = [{ version: 1 }, block, { count: usage.length, total: 7900 * usage.length }];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
