import { css } from 'lit';

export const dashboardStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    max-width: 100%;
    min-height: 0;
  }

  /* Takes a height that the host gives, and is as high as its content without one. */
  section {
    --_display: var(--usage-font-display, var(--_font));
    --_inset: var(--usage-inset, calc(var(--_space) * 1.25));
    flex: 1 1 auto;
    display: flex;
    flex-direction: column;
    height: 100%;
    min-width: 0;
    min-height: 0;
    overflow: auto;
    border: var(--usage-border, var(--_line-width) solid var(--_line));
    border-radius: var(--_radius);
    background: var(--_surface);
    container-type: inline-size;
    contain-intrinsic-inline-size: 60rem;
    outline-offset: -2px;
  }

  header {
    flex: none;
    display: grid;
    grid-template:
      'heading download' auto
      'total download' auto
      'facts facts' auto / minmax(0, 1fr) auto;
    column-gap: var(--_space);
    align-items: start;
    padding: var(--_inset) var(--_inset) calc(var(--_space) * 0.75);
  }

  h2 {
    margin: 0;
    color: var(--_muted);
    font-family: var(--_display);
    font-size: var(--_font-size);
    font-weight: var(--_medium);
  }

  .total {
    grid-area: total;
    margin: 0;
    font-family: var(--_display);
    font-size: var(--usage-font-size-total, clamp(1.25rem, 8cqi, 1.75rem));
    font-weight: var(--_strong);
    line-height: 1.3;
    letter-spacing: -0.01em;
    font-variant-numeric: tabular-nums;
  }

  .facts {
    grid-area: facts;
    display: flex;
    flex-wrap: wrap;
    gap: 0;
    margin: 0.125rem 0 0;
    padding: 0;
    list-style: none;
    color: var(--_muted);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }

  /* As quiet as the facts around it, and as high as a finger needs. */
  select {
    field-sizing: content;
    min-height: 1.5rem;
    margin: -0.25rem 0;
    padding: 0;
    padding-inline-end: 1.1em;
    border: 0;
    border-radius: var(--_radius-small);
    appearance: none;
    background: none;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    cursor: pointer;
  }

  .choice {
    position: relative;
  }

  .choice::after {
    content: '▾' / '';
    position: absolute;
    inset-inline-end: 0.125em;
    pointer-events: none;
  }

  select:hover {
    color: var(--_text);
  }

  .facts li:not(:last-child)::after {
    content: '·' / '';
    margin-inline: 0.5em;
  }

  [part='download'] {
    grid-area: download;
  }

  .button {
    flex: none;
    min-height: max(1.5rem, calc(var(--_space) * 2));
    padding: 0 calc(var(--_space) * 0.75);
    border: var(--_line-width) solid var(--_line);
    border-radius: var(--_radius-small);
    background: none;
    font-size: var(--_small);
    font-weight: var(--_medium);
  }

  .button:hover:not(:disabled) {
    background: var(--_hover);
  }

  .button:disabled {
    opacity: 0.45;
    cursor: default;
  }

  .notice {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 0.5) var(--_space);
    margin: 0 var(--_inset) calc(var(--_space) * 0.75);
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 0.75);
    border-inline-start: calc(var(--_line-width) * 3) solid var(--_danger);
    border-radius: var(--_radius-small);
    background: var(--_hover);
    font-size: var(--_small);
  }

  .notice p {
    flex: 1 1 14rem;
    margin: 0;
  }

  usage-chart {
    flex: 0 1 auto;
    min-height: 12.5rem;
    padding: calc(var(--_space) * 0.5) var(--_inset) calc(var(--_space) * 0.75);
  }

  /* Where there is little room it gives way first, so that the chart is as high with few rows as with many. */
  usage-table {
    flex: 1 99 auto;
    min-height: 9rem;
    border-block-start: var(--_line-width) solid var(--_line);
  }

  .message {
    flex: 1 1 auto;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 0.5);
    min-height: 14rem;
    padding: calc(var(--_space) * 2) var(--_inset);
    color: var(--_muted);
    text-align: center;
  }

  .message p {
    max-width: 32rem;
    margin: 0;
  }

  .message strong {
    color: var(--_text);
    font-size: 1.15em;
    font-weight: var(--_strong);
  }

  .message .button {
    margin-block: calc(var(--_space) * 0.5);
    color: var(--_text);
  }

  details {
    max-width: 100%;
    font-size: var(--_small);
  }

  summary {
    cursor: pointer;
  }

  details code {
    display: block;
    margin-block-start: calc(var(--_space) * 0.5);
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 0.75);
    border-radius: var(--_radius-small);
    background: var(--_hover);
    font-family: var(--usage-font-mono, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace);
    overflow-wrap: anywhere;
    text-align: start;
  }

  .bone {
    display: inline-block;
    width: 7em;
    height: 0.75em;
    border-radius: 0.375em;
    background: var(--_line);
  }

  .facts .bone {
    width: auto;
    height: auto;
    color: transparent;
    line-height: 1;
  }
`;
