import { html, nothing, svg } from 'lit';
import type { AmountAxis } from './amount-axis.ts';
import { chooseLabels } from './axis-labels.ts';

/** The lines behind the bars. */
export function renderGrid({ ticks, top }: AmountAxis) {
  return html`
    <svg part="grid" class="grid" aria-hidden="true">
      ${ticks.map((tick) => {
        const y = `${100 - (tick / top) * 100}%`;
        return svg`<line x1="0" x2="100%" y1=${y} y2=${y}></line>`;
      })}
    </svg>
  `;
}

/** @param label The text beside a line. */
export function renderAmountAxis({ ticks }: AmountAxis, label: (tick: number) => unknown) {
  return html`
    <div part="amount-axis" class="amount-axis" aria-hidden="true">
      ${ticks.map((tick) => html`<span>${label(tick)}</span>`)}
    </div>
  `;
}

/** What the axis of buckets is drawn from; lengths in CSS pixels, 0 where they are not known. */
export interface BucketAxis {
  /** Of each bar, in percent of the plot. */
  readonly middles: readonly number[];
  readonly width: number;
  /** Labels of one granularity are about as wide: the first one is measured for all. */
  readonly labelWidth: number;
  /** Is the newest bucket on the left? */
  readonly mirrored: () => boolean;
  readonly label: (index: number) => string;
}

export function renderBucketAxis({ middles, width, labelWidth, mirrored, label }: BucketAxis) {
  const places = middles.map((middle) => (middle / 100) * width);
  const labels = labelWidth && width ? chooseLabels(places, labelWidth, width) : [];
  // A server, which cannot tell, has no labels.
  const isMirrored = labels.length > 0 && mirrored();
  return html`
    <div part="bucket-axis" class="bucket-axis" aria-hidden="true">
      <span class="ruler">${middles.length ? label(0) : nothing}</span>
      <svg>
        ${labels.map(
          ({ index, x }) =>
            svg`<text part="bucket-label" x="${(100 * (isMirrored ? width - x : x)) / width}%" y="0.6em">${label(index)}</text>`,
        )}
      </svg>
    </div>
  `;
}
