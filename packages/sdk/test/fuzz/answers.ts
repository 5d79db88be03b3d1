import type { Random } from './random.ts';
import { aTransport, type Transport } from './transport.ts';

/** What is read of an upstream, or of `/usage`. */
export type Kind = 'messages' | 'report' | 'usage';

export interface Answer {
  readonly kind: Kind;
  /** The body. */
  readonly text: string;
  /** Over HTTP, or read as it is. */
  readonly sent?: Transport;
}

const timestamps = [
  '2024-04-29T02:08:29.375Z',
  '2024-02-29t23:59:60z',
  '0000-01-01T00:00:00-23:59',
  '9999-12-31T23:59:59.999999999+14:00',
  '2023-02-29T00:00:00Z',
  '2024-04-31T00:00:00Z',
  '2024-04-29T24:00:00Z',
  '2024-04-29T02:08:29',
  '2024-04-29 02:08:29Z',
  '2024-04-29T02:08:29.Z',
  '2024-04-29T02:08:61Z',
  '2024-04-29T02:08:29+24:00',
  '+02024-04-29T02:08:29Z',
];
const strings = [
  '',
  'a',
  '__proto__',
  'constructor',
  '\ud800',
  '👩‍👩‍👧‍👦',
  '\u0000',
  '=1+1',
  'x'.repeat(5000),
  '5392',
  'null',
  '\u2028',
  '\ufeff',
  ' ',
];
// As texts, since JSON.stringify could not write all of them.
const numbers =
  '0 -0 1 -1 79 1.6 0.29 4.35 1.005 0.001 9.350000000000001 1e9 1000000000.01 1e-7 1e999 -1e999 9007199254740991 9007199254740992 -9007199254740993 0.30000000000000004 5e-324 1E2 1e21'.split(
    ' ',
  );
const fields = [
  'id',
  'text',
  'timestamp',
  'report_id',
  'message_id',
  'report_name',
  'credits_used',
  'name',
  'credit_cost',
  'messages',
  'usage',
  ...['ids', 'times', 'unit', 'names', 'codes', 'credits', 'count', 'total'],
  '__proto__',
  'toString',
];

/** What an upstream answers: right, or right before something was done to it. */
export function anAnswer(random: Random): Answer {
  return answer(random.pick<Kind>(['messages', 'report']), random);
}

/** What `/usage` answers, in the same way. */
export function aUsageAnswer(random: Random): Answer {
  return answer('usage', random);
}

function answer(kind: Kind, random: Random): Answer {
  let text = body(kind, random);
  while (!random.oneIn(3)) text = hurt(text, random);
  return random.oneIn(8) ? { kind, text, sent: aTransport(random) } : { kind, text };
}

function body(kind: Kind, random: Random): string {
  if (kind === 'report') return object({ id: '5392', name: aString(random), credit_cost: aNumber(random) }, random);
  const items = Array.from({ length: random.below(6) }, () => (kind === 'usage' ? anItem(random) : aMessage(random)));
  return object({ [kind]: `[${items.join()}]` }, random);
}

function aMessage(random: Random): string {
  const message = { id: anId(random), text: aString(random), timestamp: aTimestamp(random) };
  return object(random.oneIn(2) ? message : { ...message, report_id: aValue(random) }, random);
}

function anItem(random: Random): string {
  const id = random.oneIn(3) ? aString(random) : anId(random);
  const item = { message_id: id, timestamp: aTimestamp(random), credits_used: aNumber(random) };
  return object(
    random.oneIn(2) ? item : { ...item, report_name: random.pick([aString, aString, aValue])(random) },
    random,
  );
}

function object(members: Record<string, string>, random: Random): string {
  const entries = Object.entries(members);
  if (random.oneIn(24)) entries.splice(random.below(entries.length), 1);
  if (random.oneIn(24)) entries.push([random.pick(fields), aValue(random)]);
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`;
}

export function aValue(random: Random): string {
  if (random.oneIn(40)) return '['.repeat(2000) + ']'.repeat(2000);
  return random.pick([aNumber(random), aString(random), aTimestamp(random), 'null', 'true', '[]', '{}', '[[1]]']);
}

function anId(random: Random): string {
  return random.oneIn(12) ? aNumber(random) : String(random.below(10_000));
}

/** Mostly plain, so that whole answers are right often enough. */
export function aNumber(random: Random): string {
  return random.oneIn(24) ? random.pick(numbers) : String(random.below(10_000) / random.pick([1, 1, 100]));
}

export function aString(random: Random): string {
  return JSON.stringify(random.oneIn(8) ? random.pick(strings) : `text ${random.below(100)}`);
}

function aTimestamp(random: Random): string {
  if (random.oneIn(24)) return JSON.stringify(random.pick(timestamps));
  return JSON.stringify(random.oneIn(3) ? random.pick(timestamps.slice(0, 4)) : anOrdinaryTimestamp(random));
}

/** At any offset. */
export function anOrdinaryTimestamp(random: Random): string {
  const local = new Date(Date.UTC(2024, 0) + random.below(400 * 86_400) * 1000).toISOString().slice(0, 19);
  const minutes = random.below(1440);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  const fraction = random.oneIn(2) ? '' : `.${random.below(1e6)}`;
  return local + fraction + random.pick(['Z', 'z', `+${hour}:${minute}`, `-${hour}:${minute}`]);
}

/** Changes a few characters, whatever they mean. */
export function hurt(text: string, random: Random): string {
  const from = random.below(text.length + 1);
  const to = from + random.below(8);
  const slice = text.slice(from, to);
  switch (random.below(12)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, to) + slice + text.slice(to);
    case 2:
      return (
        text.slice(0, from) + random.pick([...numbers, ...strings, '"', '{', ']', ',', ':', '\\']) + text.slice(to)
      );
    case 3:
      return text.slice(0, from);
    case 4:
      return text.slice(0, from) + String.fromCharCode(random.below(0x10000)) + text.slice(from + 1);
    case 5:
      return text.replace(/"(\w+)":/, () => `"${random.pick(fields)}":`);
    // Left alone more often than not.
    default:
      return text;
  }
}
