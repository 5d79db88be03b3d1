import { css } from 'lit';

export const chartStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }

  figure {
    flex: 1 1 auto;
    display: flex;
    flex-direction: column;
    min-height: 0;
    margin: 0;
    container-type: inline-size;
    contain-intrinsic-inline-size: 40rem;
  }

  figcaption {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--_space);
    margin-block-end: calc(var(--_space) * 0.75);
    color: var(--_muted);
    font-size: var(--_small);
  }

  .legend {
    margin-inline-start: auto;
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space);
    font-variant-numeric: tabular-nums;
  }

  .legend span::before {
    content: '';
    display: inline-block;
    width: 0.65em;
    height: 0.65em;
    margin-inline-end: 0.45em;
    border-radius: min(2px, var(--_radius-small));
    background: var(--_accent);
    forced-color-adjust: none;
  }

  .legend .messages::before {
    background: var(--_accent-soft);
  }

  button {
    min-height: 1.5rem;
    margin-block: -0.25rem;
    margin-inline-end: calc(var(--_space) * -0.5);
    padding: 0 calc(var(--_space) * 0.5);
    border: var(--_line-width) solid transparent;
    border-radius: var(--_radius-small);
    background: none;
  }

  button:hover:not(:disabled) {
    background: var(--_hover);
    color: var(--_text);
  }

  button[aria-pressed='true'] {
    border-color: var(--_line);
    background: var(--_hover);
    color: var(--_text);
  }

  .buckets {
    flex: 1 1 var(--usage-chart-height, 12rem);
    min-height: 6rem;
    max-height: calc(var(--usage-chart-height, 12rem) * 2);
    overflow: auto;
    scrollbar-width: thin;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }

  table {
    width: 100%;
    border-collapse: collapse;
  }

  th,
  td {
    height: calc(var(--usage-row-height, 2.5rem) * 0.7);
    padding: 0;
    padding-inline-start: var(--_space);
    border-block-end: var(--_line-width) solid var(--_line);
    font-weight: inherit;
    text-align: end;
  }

  th:first-child {
    padding: 0;
    text-align: start;
    white-space: nowrap;
  }

  thead th,
  tfoot :is(th, td) {
    position: sticky;
    background: var(--_surface);
  }

  thead th {
    inset-block-start: 0;
    background: var(--usage-table-header, var(--_surface));
    color: var(--_muted);
  }

  tfoot :is(th, td) {
    inset-block-end: 0;
    border: 0;
    box-shadow: 0 calc(var(--_line-width) * -1) var(--_line);
    font-weight: var(--_strong);
  }

  .awaited {
    visibility: hidden;
  }

  .plot-area {
    flex: 1 1 var(--usage-chart-height, 12rem);
    display: grid;
    grid-template: minmax(6rem, 1fr) 1.75rem / auto minmax(0, 1fr);
    min-height: 0;
    color: var(--_muted);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }

  /* Evenly spaced labels, each centred on its line: no measuring needed. */
  .amount-axis {
    display: flex;
    flex-direction: column-reverse;
    justify-content: space-between;
    /* Room for 1,000, so that the plot does not move when figures come. */
    min-width: calc(4.5ch + 0.75em);
    margin-block: -0.75em;
    padding-inline-end: 0.75em;
    line-height: 1.5;
    text-align: end;
    white-space: nowrap;
  }

  .plot {
    position: relative;
    outline-offset: 4px;
    touch-action: pan-y;
    -webkit-tap-highlight-color: transparent;
  }

  svg {
    position: absolute;
    inset: 0;
    display: block;
    width: 100%;
    height: 100%;
    overflow: visible;
  }

  .grid line {
    stroke: var(--_line);
    stroke-width: var(--_line-width);
    shape-rendering: crispEdges;
  }

  .bars {
    overflow: hidden;
  }

  .reports {
    fill: var(--_accent);
  }

  .messages {
    fill: var(--_accent-soft);
  }

  /* A seam between the parts of a bar tells them apart without their colours. */
  .reports + .messages {
    transform: translateY(-1px);
  }

  .plain .messages {
    fill: var(--_accent);
  }

  /* Where words go from right to left, so does time. */
  :is(.bars, .pointed):dir(rtl) {
    transform: scaleX(-1);
  }

  .cursor {
    fill: currentColor;
    opacity: 0.1;
  }

  .bucket-axis {
    grid-column: 2;
    position: relative;
    overflow: hidden;
  }

  .bucket-axis text {
    fill: currentColor;
    text-anchor: middle;
    dominant-baseline: hanging;
  }

  .ruler {
    position: absolute;
    visibility: hidden;
    white-space: nowrap;
  }

  .tooltip {
    position: absolute;
    inset-block-end: calc(100% - 2.5rem);
    z-index: 2;
    min-width: 8rem;
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 0.75);
    border: var(--_line-width) solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    box-shadow: var(--usage-shadow, 0 4px 16px rgb(0 0 0 / 0.12));
    color: var(--_text);
    white-space: nowrap;
    pointer-events: none;
  }

  .tooltip strong {
    display: block;
    font-weight: var(--_strong);
    font-size: 1.15em;
  }

  .tooltip div {
    color: var(--_muted);
  }
`;
