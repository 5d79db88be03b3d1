import type { UsageItem } from '../src/usage-item.ts';
import { Random } from './fuzz/random.ts';

/**
 * As many rows as do not fit into 13 bits, the same each time: of four years, in no order, with about 5,000 names, 5,000
 * ids that are texts, and credits that are few or large.
 */
export function manyItems(count = 10_001): UsageItem[] {
  const random = new Random(2024);
  return Array.from({ length: count }, () => ({
    message_id: random.oneIn(2)
      ? `m-${random.below(5000)}`
      : random.below(2 ** 26) * 2 ** 26 + random.below(2 ** 26) - 2 ** 51,
    timestamp: aTimestamp(random),
    ...(!random.oneIn(9) && { report_name: `Report ${random.below(5000)}` }),
    credits_used: (random.oneIn(2) ? random.below(50) : random.below(1e11)) / 100,
  }));
}

/** At any offset, and often with digits finer than a millisecond. */
function aTimestamp(random: Random): string {
  const minutes = random.below(2 * 1440 - 1) - 1439;
  const local = Date.UTC(2009, 5) + random.below(4 * 365 * 86_400) * 1000 + minutes * 60_000;
  const size = Math.abs(minutes);
  const [hour, minute] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
  const offset = random.oneIn(3) ? 'Z' : `${minutes < 0 ? '-' : '+'}${hour}:${minute}`;
  const fraction = random.pick(['', '.5', '.375', `.${random.below(1e6)}`]);
  return new Date(local).toISOString().slice(0, 19) + fraction + offset;
}
