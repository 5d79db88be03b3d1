import { css } from 'lit';

/** A table that keeps only the rows in the page that are looked at. */
export const windowedStyles = css`
  /*
   * With many rows, the table stays where it is while its region scrolls, and only the rows in it move. The region asks
   * for as much height as rows that are not windowed could. Contained, the rows never lay out the region anew: it would
   * end the movement of a key in Firefox.
   */
  .windowed {
    contain: size;
    contain-intrinsic-block-size: calc(var(--usage-row-height, 2.5rem) * 300);
    overflow-y: scroll;
    overflow-anchor: none;
  }

  .windowed::after {
    content: '';
    display: block;
    height: var(--_range);
  }

  .windowed table {
    position: sticky;
    inset-block-start: 0;
    height: var(--_height);
    contain: var(--_contain);
  }

  /* Moved from the first, for Firefox puts text elsewhere then, by a part of a pixel. */
  .windowed tbody {
    transform: translateY(0);
    display: flex;
    flex-direction: column;
  }

  /* One height for all rows, whatever a name brings along. */
  .windowed td {
    height: 1lh;
    box-sizing: content-box;
  }
`;
