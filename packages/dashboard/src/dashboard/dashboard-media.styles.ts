import { css } from 'lit';

/** The dashboard where there is little room, and on paper. */
export const dashboardMediaStyles = css`
  @container (width < 34rem) {
    header,
    .notice,
    usage-chart {
      --_inset: var(--usage-inset, var(--_space));
    }

    header {
      grid-template-areas:
        'heading download'
        'total total'
        'facts facts';
      align-items: center;
      padding-block-start: calc(var(--_space) * 0.75);
    }

    .facts {
      column-gap: var(--_space);
    }

    .facts li::after {
      display: none;
    }
  }

  @media print {
    section {
      overflow: visible;
      border: 0;
    }

    .button,
    .choice::after {
      display: none;
    }

    select {
      padding: 0;
    }
  }
`;
