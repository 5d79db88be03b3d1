import type { UsageSummary } from '@usage/sdk';
import { html, nothing, svg } from 'lit';
import type { UsageFormat } from '../format.ts';
import type { UsageStrings } from '../strings.ts';
import type { Bar } from './bars.ts';

/** All bars: drawn once for each summary, as pointing at them does not touch them. */
export function renderBars(
  { granularity, buckets, parts }: UsageSummary,
  bars: readonly Bar[],
  { strings, format }: { strings: UsageStrings; format: UsageFormat },
) {
  const isPlain = parts.every(({ kind }) => kind === 'none');
  return html`
    <svg class="bars ${isPlain ? 'plain' : ''}" role="presentation">
      ${bars.map((bar, index) => {
        const bucket = buckets[index]!;
        const name = strings.bar(
          format.bucket(bucket.start, granularity),
          strings.credits(format.amount(bucket.amount)),
          strings.messages(bucket.messages, format.count(bucket.messages)),
        );
        return svg`<g part="bar" id="bar-${index}" role="option" aria-label=${name}>
          ${bar.parts.map(({ y, height }, part) => {
            const kind = parts[part]?.kind === 'none' ? 'messages' : 'reports';
            return height > 0
              ? svg`<rect part="bar-${kind}" class=${kind} x="${bar.x}%" width="${bar.width}%"
                  y="${y}%" height="${height}%"></rect>`
              : nothing;
          })}
        </g>`;
      })}
    </svg>
  `;
}

/** The mark behind the bar that is pointed at. */
export function renderCursor(bar: Bar | undefined, count: number) {
  if (!bar) return nothing;
  const share = 100 / count;
  return html`
    <svg class="pointed" aria-hidden="true">
      <rect part="cursor" class="cursor" x="${bar.middle - share / 2}%" width="${share}%" y="0" height="100%"></rect>
    </svg>
  `;
}
