import { CircuitOpenError, ContractError, HttpStatusError, isUsageError, type UsageError } from '../../src/errors.ts';
import { connectUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { usageColumns } from '../../src/reading/columns-reader.ts';
import { UsageClient } from '../../src/reading/usage-client.ts';
import { goodBody, otherBody, reportIds, type Kind } from './bodies.ts';
import { requestTimes } from './fault-server.ts';

/** Short, but for the deadline: `Retry-After` counts in seconds. */
export const patience = { timeout: 700, deadline: 4000, maxBytes: 2 ** 20 };

/** A body has 5 s between its pieces, whatever the options: a deadline must not come before, nor three attempts. */
export function patienceWith(fault: string) {
  const waits = ['hang-in-body', 'hang-in-body-once', 'empty-pieces', '503-body-hangs'].includes(fault);
  return waits ? { ...patience, deadline: 30_000, retry: { limit: Number(fault.endsWith('-once')) } } : patience;
}

export interface Meeting {
  /** In the words of `docs/faults.md`. */
  readonly outcome: string;
  readonly errors: readonly unknown[];
}

/** Lets one of the four who read meet a fault. */
export async function meet(
  origin: string,
  fault: string,
  kind: Kind,
  options: { headers?: Record<string, string> } = {},
): Promise<Meeting> {
  const run = `${kind}-${Math.random().toString(36).slice(2)}`;
  const baseUrl = `${origin}/faults/${fault}/${run}`;
  const settings = { ...patienceWith(fault), ...options };
  const upstream = connectUpstream({ baseUrl, ...settings }, { random: () => 0 });
  const columns = kind === 'columns' ? { columns: usageColumns } : {};
  const errors: unknown[] = [];
  const told: string[] = [];
  const ids = fault.startsWith('reports-') ? reportIds : [5392];
  for (const id of kind === 'report' ? ids : [0]) {
    told.push(
      await read(kind, id, upstream, new UsageClient({ url: `${baseUrl}/usage`, ...columns, ...settings })).then(
        (value) => describeValue(value, kind, id),
        (error: unknown) => (errors.push(error), describeError(error, fault)),
      ),
    );
  }
  return { outcome: `${summary(told)}, ${describeRequests(requestTimes(run), fault)}`, errors };
}

async function read(kind: Kind, id: number, upstream: Upstream, client: UsageClient): Promise<unknown> {
  if (kind === 'report') return upstream.report(id);
  if (kind === 'messages') return { messages: await upstream.messages() };
  const ledger = await client.load();
  return { usage: Array.from({ length: ledger.length }, (_, index) => ledger.item(index)) };
}

function describeValue(value: unknown, kind: Kind, id: number): string {
  const text = JSON.stringify(value);
  const shape = kind === 'columns' ? 'usage' : kind;
  if (text === goodBody(shape, id)) return '`ok`';
  if (text === otherBody(shape, id)) return '`ok`, the second answer alone';
  return text === undefined ? 'no report' : `a wrong value: ${text}`;
}

function describeError(error: unknown, fault: string): string {
  if (error instanceof CircuitOpenError) return '`CircuitOpenError`';
  if (!isUsageError(error)) return `no error of ours: ${String(error)}`;
  if (!(error instanceof HttpStatusError)) return `\`${error.code}\`${describeWhere(error)}`;
  const status = fault === `status-${error.status}` ? 'N' : error.status;
  const code = error.serverCode ? ` \`${error.serverCode}\`` : '';
  return `\`${error.code}\` ${status}${code}${describeWait(error.retryAfter)}`;
}

/** What took too long, or where the contract is broken. */
function describeWhere(error: UsageError): string {
  if (error instanceof ContractError) return error.path ? ` at \`${error.path}\`` : ' as a whole';
  if (error.code !== 'timeout') return '';
  if (/: no answer within [\d.]+ s\.$/.test(error.message)) return ' of the header';
  if (/: the body stopped for [\d.]+ s\.$/.test(error.message)) return ' of the body';
  return error.message.endsWith(', the deadline.') ? ' of the whole' : ` of something: ${error.message}`;
}

function describeWait(milliseconds: number | undefined): string {
  if (!milliseconds) return '';
  // A date has whole seconds.
  return `, \`retryAfter\` ${Number.isFinite(milliseconds) ? `${Math.round(milliseconds / 60_000)} min` : 'without end'}`;
}

function describeRequests(times: readonly number[], fault: string): string {
  const gap = Math.min(...times.slice(1).map((time, index) => time - times[index]!));
  // Elsewhere a pause says nothing: a busy machine makes some too.
  const apart = /-(seconds|date)-once$/.test(fault) && gap >= 990 ? ', 1 s apart or more' : '';
  return `${times.length} ${times.length === 1 ? 'request' : 'requests'}${apart}`;
}

/** What was told, with how often where it differs. */
function summary(told: readonly string[]): string {
  const distinct = [...new Set(told)];
  if (distinct.length === 1) return distinct[0]!;
  return distinct.map((one) => `${told.filter((other) => other === one).length} ${one}`).join(', ');
}
