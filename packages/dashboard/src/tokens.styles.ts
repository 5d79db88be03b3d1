import { css } from 'lit';

/**
 * Colours, type and space. Each is a `--usage-*` property of the host page with a default here; the names with an
 * underscore are our own short ones. Colours follow `color-scheme`, so that the place the element stands in decides. Only
 * what has no words breathes: words would be too faint to read.
 */
export const tokens = css`
  :host {
    box-sizing: border-box;
    --_surface: var(--usage-surface, light-dark(#ffffff, #16191d));
    --_text: var(--usage-text, light-dark(#1b1f24, #e9ecef));
    --_muted: var(--usage-muted, light-dark(#5d6670, #9aa4ae));
    --_line: var(--usage-line, light-dark(#e4e7ea, #2b3036));
    --_hover: var(--usage-hover, light-dark(#f5f6f8, #1e2228));
    --_accent: var(--usage-accent, light-dark(#3157d5, #7f9cff));
    --_accent-soft: var(--usage-accent-soft, light-dark(#6f89e6, #5571d2));
    --_danger: var(--usage-danger, light-dark(#b3261e, #ff8a80));
    --_font: var(--usage-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif);
    --_font-size: var(--usage-font-size, 0.875rem);
    --_small: var(--usage-font-size-small, 0.75rem);
    --_space: var(--usage-space, 1rem);
    --_radius: var(--usage-radius, 10px);
  }

  /* On what is inside: a page's own rules for the element win over those for :host. */
  section,
  figure,
  .scroller {
    color: var(--_text);
    font: 400 var(--_font-size) / 1.5 var(--_font);
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
  }

  :host([hidden]) {
    display: none !important;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  button {
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    cursor: pointer;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_line: var(--usage-line, light-dark(#767676, #8a8a8a));
    }
  }

  @media print {
    :host {
      color-scheme: light !important;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .bone,
    .placeholder {
      animation: breathe 1.6s ease-in-out 0.3s infinite alternate;
    }
  }

  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }

  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_text: CanvasText;
      --_muted: CanvasText;
      --_line: CanvasText;
      --_hover: Canvas;
      --_accent: Highlight;
      --_accent-soft: GrayText;
      --_danger: CanvasText;
    }
  }
`;
