import { css } from 'lit';

/** The chart where there is little room, on paper, in motion, and in forced colours. */
export const chartMediaStyles = css`
  @container (width < 27rem) {
    .legend {
      order: 1;
      flex: 0 0 100%;
      margin: 0;
    }

    table {
      font-size: 0.9em;
    }

    th,
    td {
      padding-inline-start: calc(var(--_space) * 0.4);
    }
  }

  @media print {
    button,
    .pointed,
    .tooltip {
      display: none;
    }

    .buckets {
      max-height: none;
      overflow: visible;
    }

    .legend span::before {
      print-color-adjust: exact;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    rect {
      transition:
        y 0.2s,
        height 0.2s;
    }
  }

  @media (forced-colors: active) {
    .cursor,
    .grid {
      opacity: 0.3;
    }

    .reports,
    .messages {
      stroke: CanvasText;
      stroke-width: 1px;
    }
  }
`;
