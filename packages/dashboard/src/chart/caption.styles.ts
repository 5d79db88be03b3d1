import { css } from 'lit';

/** The line above the plot: what is drawn, what the colours mean, and the switch. */
export const captionStyles = css`
  figcaption {
    flex: none;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: baseline;
    gap: 0 var(--_space);
    margin-block-end: calc(var(--_space) * 0.75);
    color: var(--_muted);
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }

  /* The legend goes below the name where both do not fit, and the switch keeps its place. */
  .drawn {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--_space);
  }

  .legend {
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
`;
