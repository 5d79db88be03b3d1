import { css } from 'lit';

/**
 * Colours, type and space. Each is a `--usage-*` property of the host page with a default here; the names with an
 * underscore are our own short ones. Colours follow `color-scheme`, so that the place the element stands in decides. Only
 * what has no words breathes: words would be too faint to read.
 *
 * All of it stands on what is inside, for a page's own rules win over those for :host. There, nothing of the page is
 * inherited but its colour scheme, its language, and whether the element is there for people at all.
 */
export const tokens = css`
  section,
  figure,
  .scroller {
    all: initial;
    position: relative;
    --_surface: var(--usage-surface, light-dark(#ffffff, #16191d));
    --_text: var(--usage-text, light-dark(#1b1f24, #e9ecef));
    --_muted: var(--usage-muted, light-dark(#5d6670, #9aa4ae));
    --_line: var(--usage-line, light-dark(#e4e7ea, #2b3036));
    --_line-width: var(--usage-line-width, 1px);
    --_hover: var(--usage-hover, light-dark(#f5f6f8, #1e2228));
    --_accent: var(--usage-accent, light-dark(#3157d5, #7f9cff));
    --_accent-soft: var(--usage-accent-soft, light-dark(#6f89e6, #5571d2));
    --_danger: var(--usage-danger, light-dark(#b3261e, #ff8a80));
    --_font: var(--usage-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif);
    --_font-size: var(--usage-font-size, 0.875rem);
    --_small: var(--usage-font-size-small, 0.75rem);
    --_medium: var(--usage-font-weight-medium, 500);
    --_strong: var(--usage-font-weight-strong, 600);
    --_space: var(--usage-space, 1rem);
    --_radius: var(--usage-radius, 10px);
    --_radius-small: var(--usage-radius-small, calc(var(--_radius) * 0.6));
    box-sizing: border-box;
    display: block;
    color: var(--_text);
    color-scheme: inherit;
    font: var(--usage-font-weight, 400) var(--_font-size) / var(--usage-line-height, 1.5) var(--_font);
    pointer-events: inherit;
    visibility: inherit;
    user-select: text;
    -webkit-user-select: text;
    -webkit-locale: inherit;
    -webkit-text-size-adjust: 100%;
  }

  /* Lines across those of the page have no height in WebKit. */
  :host {
    writing-mode: horizontal-tb !important;
  }

  :host([hidden]) {
    display: none !important;
  }

  :host([theme='light']) {
    color-scheme: light !important;
  }

  :host([theme='dark']) {
    color-scheme: dark !important;
  }

  :host,
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  button {
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    text-transform: inherit;
    cursor: pointer;
    /* A click with Shift would select what is between. */
    user-select: none;
    -webkit-user-select: none;
  }

  :focus-visible {
    outline: 2px solid var(--usage-focus, var(--_accent));
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
    section,
    figure,
    .scroller {
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
    section,
    figure,
    .scroller {
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
