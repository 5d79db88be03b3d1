import { css } from 'lit';

/** The table where there is little room, on paper, and in forced colours. */
export const tableMediaStyles = css`
  @container (width < 40rem) {
    tr {
      grid-template:
        'time credits' auto
        'name id' auto / minmax(0, 1fr) max(5rem, var(--_credits_used, 0px), min(var(--_message_id, 0px), 35cqi));
      padding-inline: var(--usage-inset, var(--_space));
      row-gap: 0;
      min-height: calc(var(--usage-row-height, 2.5rem) * 1.5);
      align-content: center;
    }

    thead tr {
      padding-block: 0.25rem;
    }

    .message_id {
      justify-content: flex-end;
      text-align: end;
    }

    .message_id button {
      flex-direction: row-reverse;
    }

    td.timestamp {
      color: inherit;
    }

    td.report_name,
    td.message_id {
      color: var(--_muted);
      font-size: var(--_small);
    }

    :not(.windowed) > table td.report_name {
      padding-block: 0;
    }

    tr {
      padding-block: 0.5rem;
    }
  }

  @media print {
    .scroller {
      contain: none;
      max-height: none;
      overflow: visible;
    }

    .windowed::after {
      content: none;
    }

    .windowed table {
      position: static;
      height: auto;
      contain: none;
    }

    thead {
      position: static;
    }

    tr {
      break-inside: avoid;
    }

    .arrow {
      display: none;
    }

    .rest {
      margin: var(--_space) 0;
      padding-inline: var(--usage-inset, calc(var(--_space) * 1.25));
    }
  }
`;
