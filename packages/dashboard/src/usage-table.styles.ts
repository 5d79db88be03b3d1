import { css } from 'lit';

export const tableStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    max-width: 100%;
    min-height: 0;
  }

  /* As high as its rows up to the most allowed; where the host has a height, the percentages hold and win. */
  .scroller {
    flex: 1 1 auto;
    height: 100%;
    min-height: 100%;
    max-height: var(--usage-table-max-height, 70vh);
    overflow: auto;
    overscroll-behavior: auto;
    scrollbar-width: thin;
    container-type: inline-size;
    contain-intrinsic-inline-size: 40rem;
    background: var(--_surface);
  }

  .scroller:focus-visible {
    outline-offset: -2px;
  }

  table,
  thead,
  tbody {
    display: block;
    width: 100%;
  }

  thead {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--usage-table-header, var(--_surface));
    border-block-end: var(--_line-width) solid var(--_line);
  }

  tr {
    display: grid;
    grid-template:
      'id time name credits' minmax(var(--usage-row-height, 2.5rem), auto) /
      minmax(max(6rem, min(var(--_message_id, 0px), 30cqi)), 2fr) minmax(max(8rem, var(--_timestamp, 0px)), 3fr)
      minmax(0, 5fr) minmax(max(8rem, var(--_credits_used, 0px)), 2.5fr);
    align-items: center;
    column-gap: var(--_space);
    padding-inline: var(--usage-inset, calc(var(--_space) * 1.25));
  }

  tbody tr {
    border-block-end: var(--_line-width) solid var(--_line);
  }

  :not(.windowed) > table > tbody > tr:last-child {
    border-block-end: 0;
  }

  tbody tr:hover {
    background: var(--_hover);
  }

  th,
  td {
    display: block;
    min-width: 0;
    padding: 0;
    overflow: hidden;
    font-weight: inherit;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  th {
    display: flex;
    overflow: visible;
    color: var(--_muted);
    font-size: var(--_small);
  }

  .message_id {
    grid-area: id;
  }

  .timestamp {
    grid-area: time;
  }

  .report_name {
    grid-area: name;
  }

  .credits_used {
    grid-area: credits;
    justify-content: flex-end;
    text-align: end;
  }

  td.message_id,
  td.timestamp {
    color: var(--_muted);
  }

  td.message_id,
  td.timestamp,
  td.credits_used {
    font-variant-numeric: tabular-nums;
  }

  /* Names are whole, however long, unless all rows have to be of one height. */
  :not(.windowed) > table td.report_name {
    min-height: 1lh;
    box-sizing: content-box;
    padding-block: 0.2rem;
    overflow-wrap: anywhere;
    white-space: normal;
  }

  /* Digits read from left to right, also where words do not. */
  td.timestamp {
    unicode-bidi: plaintext;
  }

  td.timestamp:dir(rtl) {
    text-align: right;
  }

  td.credits_used {
    overflow: visible;
    font-weight: var(--_medium);
  }

  button {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    min-height: 1.75rem;
    flex: none;
    margin-inline: -0.375rem;
    padding: 0 0.375rem;
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    text-align: inherit;
  }

  .credits_used button {
    flex-direction: row-reverse;
  }

  button:hover {
    background: var(--_hover);
    color: var(--_text);
  }

  .label {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .arrow {
    flex: none;
    width: 0.9em;
    text-align: center;
    opacity: 0.4;
  }

  button:is(:hover, :focus-visible) .arrow {
    opacity: 0.8;
  }

  .sorted button {
    color: var(--_text);
    font-weight: var(--_strong);
  }

  .sorted .arrow {
    opacity: 1 !important;
  }

  .rank {
    flex: none;
    min-width: 1.5em;
    padding-inline: 0.3em;
    border-radius: 1em;
    background: var(--_line);
    font-size: 0.9em;
    line-height: 1.5;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }

  .placeholder {
    display: inline-block;
    width: 60%;
    height: 0.7em;
    border-radius: 0.35em;
    background: var(--_line);
  }

  tr:nth-child(3n) .placeholder {
    width: 45%;
  }

  tr:nth-child(4n) .report_name .placeholder,
  tr:nth-child(5n) .report_name .placeholder {
    width: 0;
  }
`;
