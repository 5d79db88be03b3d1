import type { HttpStatusError, UsageError } from '@usage/sdk';
import { html, nothing } from 'lit';
import type { UsageStrings } from '../strings.ts';
import { refreshFailed } from './announcement.ts';
import type { DashboardContext } from './context.ts';
import { renderHeading } from './header.ts';

/** Lines between header and chart: about an unknown time zone, and a failed refresh over older usage. */
export function renderNotices(context: DashboardContext, retry: () => void) {
  const { state, strings, zoneNotice } = context;
  const failed = state.status === 'failed' && state.loaded;
  return [
    zoneNotice ? html`<div part="notice" class="notice"><p>${zoneNotice}</p></div>` : nothing,
    failed
      ? html`
          <div part="notice" class="notice">
            <p>${refreshFailed(context)} ${errorText(state.error, strings)}</p>
            ${renderRetry(context, retry)} ${renderReason(context, state.error)}
          </div>
        `
      : nothing,
  ];
}

/** In place of everything, when there is nothing to show but why. */
export function renderFailure(context: DashboardContext, error: UsageError, retry: (() => void) | undefined) {
  const { strings } = context;
  return html`
    <header part="header">${renderHeading(context)}</header>
    <div part="error" class="message">
      <div role="alert">
        <p><strong>${strings.failed}</strong></p>
        <slot name="error"><p>${errorText(error, strings)}</p></slot>
      </div>
      ${retry ? renderRetry(context, retry) : nothing} ${renderReason(context, error)}
    </div>
  `;
}

export function renderEmpty({ strings }: DashboardContext) {
  return html`
    <div part="empty" class="message">
      <slot name="empty"><p>${strings.empty}</p></slot>
    </div>
  `;
}

function renderRetry({ strings }: DashboardContext, retry: () => void) {
  return html`<button part="retry" class="button" type="button" @click=${retry}>${strings.retry}</button>`;
}

function renderReason({ strings }: DashboardContext, error: UsageError) {
  const { serverCode } = error as Partial<HttpStatusError>;
  return html`
    <details part="reason">
      <summary>${strings.reason}</summary>
      <code>${error.message}${serverCode ? ` (${serverCode})` : nothing}</code>
    </details>
  `;
}

/** What went wrong, in words for the person in front of the page. */
function errorText(error: UsageError, strings: UsageStrings): string {
  const { status } = error as Partial<HttpStatusError>;
  if (status === 401 || status === 403) return strings.unauthorized;
  return strings.errors[error.code] ?? strings.errors.http_status;
}
