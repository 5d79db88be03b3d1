import type { UsageLedger } from '@usage/sdk';
import { html, type TemplateResult } from 'lit';
import { countMessages, totalCredits, type DashboardContext } from './context.ts';

/** Heading, total, and the facts that make the total a statement: of what, when, where, and as of when. */
export function renderHeader(context: DashboardContext, download: () => void): TemplateResult {
  const ledger = context.state.loaded?.ledger;
  const facts = ledger ? listFacts(ledger, context) : [html`<span class="bone"></span>`];
  return html`
    <header part="header">
      ${renderHeading(context)}
      <button part="download" class="button" type="button" ?disabled=${!ledger?.length} @click=${download}>
        ${context.strings.download}
      </button>
      <p part="total" class="total">${ledger ? totalCredits(ledger, context) : html`<span class="bone"></span>`}</p>
      <ul part="facts" class="facts">
        ${facts.map((fact) => html`<li>${fact}</li>`)}
      </ul>
    </header>
  `;
}

export function renderHeading({ heading, strings }: DashboardContext): TemplateResult {
  return html`<slot name="heading"><h2 part="heading">${heading ?? strings.heading}</h2></slot>`;
}

function listFacts(ledger: UsageLedger, context: DashboardContext): string[] {
  const { state, strings, format, zone } = context;
  const { firstInstant, lastInstant } = ledger;
  const loadedAt = state.loaded?.loadedAt;
  const facts = [countMessages(ledger, context)];
  if (firstInstant !== undefined && lastInstant !== undefined) {
    facts.push(strings.period(format.day(firstInstant), format.day(lastInstant)));
  }
  facts.push(strings.timeZone(zone));
  if (state.status === 'loading') facts.push(strings.refreshing);
  else if (loadedAt !== undefined) facts.push(strings.asOf(format.instant(loadedAt)));
  return facts;
}
