import { aNumber, anOrdinaryTimestamp, aString, aValue, hurt } from './answers.ts';
import type { Random } from './random.ts';
import { aTransport, type Transport } from './transport.ts';

/** What `/usage` answers by column. */
export interface ColumnsAnswer {
  readonly text: string;
  /** Where its text is cut into pieces. */
  readonly cuts: readonly number[];
  /** Over HTTP, or read as it is. */
  readonly sent?: Transport;
}

/** Usage by column that is right, or was before something was done to it. */
export function aColumnsAnswer(random: Random): ColumnsAnswer {
  let text = aBody(random);
  while (!random.oneIn(3)) text = hurt(text, random);
  const cuts = Array.from({ length: random.below(5) }, () => random.below(1000));
  return random.oneIn(8) ? { text, cuts, sent: aTransport(random) } : { text, cuts };
}

function aBody(random: Random): string {
  const lines = ['{"version":1}'];
  let rows = 0;
  let names = 0;
  let total = 0;
  for (let blocks = random.below(4); blocks > 0; blocks--) {
    const length = random.below(5);
    const credits = listOf(length, () => random.below(10_000));
    const more = listOf(random.below(3), () => `"name ${random.oneIn(40) ? 0 : names++}"`);
    rows += length;
    total += credits.reduce((sum, each) => sum + each, 0);
    const block = {
      id: random.below(1000),
      time: 1_704_067_200 - random.below(1000),
      unit: random.pick([1, 10, 100, 1000]),
      ids: listOf(length, () => (random.oneIn(8) ? aString(random) : random.below(20) - 5)),
      times: listOf(length, () => (random.oneIn(4) ? `"${anOrdinaryTimestamp(random)}"` : random.below(1e5) - 1000)),
      names: more,
      codes: listOf(length, () => random.below(names + 1)),
      credits,
    };
    lines.push(aLine(block, random));
  }
  lines.push(aLine({ count: rows, total }, random));
  return lines.join('\n') + (random.oneIn(2) ? '\n' : '');
}

/** Members, each once in a while another one. */
function aLine(members: Record<string, unknown>, random: Random): string {
  const texts = Object.entries(members).map(([name, value]) => {
    const list = Array.isArray(value) ? value : undefined;
    if (list?.length && random.oneIn(60)) list[random.below(list.length)] = random.pick([aNumber, aValue])(random);
    const text = list ? `[${list.join()}]` : String(value);
    return `"${name}":${random.oneIn(100) ? aValue(random) : text}`;
  });
  if (random.oneIn(60)) texts.splice(random.below(texts.length), 1);
  return `{${texts.join()}}`;
}

function listOf<T>(length: number, make: () => T): T[] {
  return Array.from({ length }, make);
}
