import { CircuitOpenError, HttpStatusError, isUsageError } from '../../src/errors.ts';
import { connectUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { UsageClient } from '../../src/reading/usage-client.ts';
import { goodBody, otherBody, reportIds, type Kind } from './bodies.ts';
import { requestTimes } from './fault-server.ts';

/** Short, but for the deadline: `Retry-After` counts in seconds. */
export const patience = { timeout: 700, deadline: 4000, maxBytes: 2 ** 20 };

export interface Meeting {
  /** In the words of `docs/faults.md`. */
  readonly outcome: string;
  readonly errors: readonly unknown[];
}

/** Lets one of the three who read meet a fault. */
export async function meet(
  origin: string,
  fault: string,
  kind: Kind,
  options: { headers?: Record<string, string> } = {},
): Promise<Meeting> {
  const run = `${kind}-${Math.random().toString(36).slice(2)}`;
  const baseUrl = `${origin}/faults/${fault}/${run}`;
  const settings = { ...patience, ...options };
  const upstream = connectUpstream({ baseUrl, ...settings }, { random: () => 0 });
  const errors: unknown[] = [];
  const told: string[] = [];
  const ids = fault.startsWith('reports-') ? reportIds : [5392];
  for (const id of kind === 'report' ? ids : [0]) {
    told.push(
      await read(kind, id, upstream, new UsageClient({ url: `${baseUrl}/usage`, ...settings })).then(
        (value) => describeValue(value, kind, id),
        (error: unknown) => (errors.push(error), describeError(error, fault)),
      ),
    );
  }
  return { outcome: `${summary(told)}, ${describeRequests(requestTimes(run))}`, errors };
}

async function read(kind: Kind, id: number, upstream: Upstream, client: UsageClient): Promise<unknown> {
  if (kind === 'report') return upstream.report(id);
  if (kind === 'messages') return { messages: await upstream.messages() };
  const ledger = await client.load();
  return { usage: Array.from({ length: ledger.length }, (_, index) => ledger.item(index)) };
}

function describeValue(value: unknown, kind: Kind, id: number): string {
  const text = JSON.stringify(value);
  if (text === goodBody(kind, id)) return '`ok`';
  if (text === otherBody(kind, id)) return '`ok`, the second answer alone';
  return text === undefined ? 'no report' : `a wrong value: ${text}`;
}

function describeError(error: unknown, fault: string): string {
  if (error instanceof CircuitOpenError) return '`CircuitOpenError`';
  if (!isUsageError(error)) return `no error of ours: ${String(error)}`;
  if (!(error instanceof HttpStatusError)) return `\`${error.code}\``;
  const status = fault === `status-${error.status}` ? 'N' : error.status;
  const code = error.serverCode ? ` \`${error.serverCode}\`` : '';
  return `\`${error.code}\` ${status}${code}${describeWait(error.retryAfter)}`;
}

function describeWait(milliseconds: number | undefined): string {
  if (!milliseconds) return '';
  // A date has whole seconds.
  return `, \`retryAfter\` ${Number.isFinite(milliseconds) ? `${Math.round(milliseconds / 60_000)} min` : 'without end'}`;
}

function describeRequests(times: readonly number[]): string {
  const gap = Math.min(...times.slice(1).map((time, index) => time - times[index]!));
  const apart = times.length > 1 && gap >= 990 ? ', 1 s apart or more' : '';
  return `${times.length} ${times.length === 1 ? 'request' : 'requests'}${apart}`;
}

/** What was told, with how often where it differs. */
function summary(told: readonly string[]): string {
  const distinct = [...new Set(told)];
  if (distinct.length === 1) return distinct[0]!;
  return distinct.map((one) => `${told.filter((other) => other === one).length} ${one}`).join(', ');
}
