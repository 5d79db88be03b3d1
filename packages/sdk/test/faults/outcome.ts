import { CircuitOpenError, ContractError, HttpStatusError, isUsageError, type UsageError } from '../../src/errors.ts';
import type { HttpOptions } from '../../src/http.ts';
import { connectUpstream, type Upstream } from '../../src/metering/upstream.ts';
import { columnarFormat } from '../../src/reading/columnar-reader.ts';
import { UsageLedger } from '../../src/reading/ledger.ts';
import { UsageClient } from '../../src/reading/usage-client.ts';
import { goodBody, otherBody, reportIds, type Kind } from './bodies.ts';
import { requestTimes } from './fault-server.ts';

/** Nothing but the fault itself is to be late, however busy the machine: each fault is waited for as long as it needs. */
const patience: Record<string, HttpOptions> = {
  'slow-head': { timeout: 700 },
  'hang-in-head': { timeout: 700 },
  'slow-head-once': { timeout: 2000 },
  'slow-body': { timeout: 2000 },
  'endless-drip': { deadline: 3000 },
  // The body has 5 s between its pieces, whatever the options: three times that is too long for a test.
  'hang-in-body': { retry: { limit: 0 } },
  'hang-in-body-once': { retry: { limit: 1 } },
  'empty-pieces': { retry: { limit: 0 } },
  'gzip-bomb-of-lists': { maxBytes: 2 ** 24, maxRows: 1000 },
  '503-body-hangs': { retry: { limit: 0 } },
};

export function patienceWith(fault: string): HttpOptions {
  return { timeout: 10_000, deadline: 30_000, maxBytes: 2 ** 20, ...patience[fault] };
}

export interface Meeting {
  /** In the words of `docs/faults.md`. */
  readonly outcome: string;
  readonly errors: readonly unknown[];
  /** What was given, and what gave it. */
  readonly values: readonly unknown[];
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
  const columns = kind === 'columns' ? { columns: columnarFormat } : {};
  const errors: unknown[] = [];
  const values: unknown[] = [upstream];
  const told: string[] = [];
  const ids = fault.startsWith('reports-') ? reportIds : [5392];
  for (const id of kind === 'report' ? ids : [0]) {
    const client = new UsageClient({ url: `${baseUrl}/usage`, ...columns, ...settings });
    values.push(client);
    told.push(
      await read(kind, id, upstream, client).then(
        (value) => (values.push(value), describeValue(value, kind, id)),
        (error: unknown) => (errors.push(error), describeError(error, fault)),
      ),
    );
  }
  return { outcome: `${summary(told)}, ${describeRequests(requestTimes(run), fault)}`, errors, values };
}

async function read(kind: Kind, id: number, upstream: Upstream, client: UsageClient): Promise<unknown> {
  if (kind === 'report') return upstream.report(id);
  return kind === 'messages' ? upstream.messages() : client.load();
}

function describeValue(value: unknown, kind: Kind, id: number): string {
  const text = JSON.stringify(toBody(value, kind));
  const shape = kind === 'columns' ? 'usage' : kind;
  if (text === goodBody(shape, id)) return '`ok`';
  if (text === otherBody(shape, id)) return '`ok`, the second answer alone';
  return text === undefined ? 'no report' : `a wrong value: ${text}`;
}

/** As it stood on the wire. */
function toBody(value: unknown, kind: Kind): unknown {
  if (kind === 'messages') return { messages: value };
  if (!(value instanceof UsageLedger)) return value;
  return { usage: Array.from({ length: value.length }, (_, index) => value.item(index)) };
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
