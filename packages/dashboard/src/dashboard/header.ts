import type { UsageSummary } from '@usage/sdk';
import { html, isServer, nothing, type TemplateResult } from 'lit';
import { countMessages, totalCredits, type DashboardContext } from './context.ts';

/** What the person can do in the header. */
export interface HeaderActions {
  readonly download: () => void;
  readonly chooseZone: (zone: string) => void;
}

/** Heading, total, and the facts that make the total a statement: of what, when, where, and as of when. */
export function renderHeader(context: DashboardContext, actions: HeaderActions) {
  const { state, strings } = context;
  if (state.status === 'idle') return html`<header part="header">${renderHeading(context)}</header>`;
  const summary = context.answer?.summary;
  return html`
    <header part="header">
      ${renderHeading(context)}
      <button part="download" class="button" type="button" ?disabled=${!summary?.messages} @click=${actions.download}>
        ${strings.download}
      </button>
      <p part="total" class="total">${summary ? totalCredits(summary, context) : html`<span class="bone"></span>`}</p>
      <ul part="facts" class="facts" aria-hidden=${summary ? nothing : 'true'}>
        ${
          summary
            ? listFacts(summary, context, actions).map((fact) => html`<li>${fact}</li>`)
            : awaitedFacts(context).map((fact) => html`<li><span class="bone">${fact}</span></li>`)
        }
      </ul>
    </header>
  `;
}

export function renderHeading({ heading, strings }: DashboardContext): TemplateResult {
  return html`<slot name="heading"><h2 part="heading">${(heading ?? strings.heading) || nothing}</h2></slot>`;
}

function listFacts(summary: UsageSummary, context: DashboardContext, { chooseZone }: HeaderActions) {
  const { state, strings, format } = context;
  const { first, last } = summary;
  const loadedAt = state.loaded?.loadedAt;
  const facts: unknown[] = [countMessages(summary, context)];
  if (first !== undefined && last !== undefined) facts.push(strings.dates(format.day(first), format.day(last)));
  facts.push(renderZone(context, chooseZone));
  if (state.status === 'loading') facts.push(strings.refreshing);
  else if (loadedAt !== undefined) facts.push(strings.asOf(format.instant(loadedAt)));
  return facts;
}

function renderZone({ strings, zone, zones, served }: DashboardContext, choose: (zone: string) => void) {
  // A server cannot know whether there will be a choice, and nothing shall move for it.
  if (zones.length < 2 && !served) return strings.timeZone(zone);
  // On a server, where a property becomes an attribute, any value would select.
  const selected = (name: string) => (isServer ? name === zone || nothing : name === zone);
  const chosen = (event: Event) => choose((event.target as HTMLSelectElement).value);
  return html`
    <span class="choice">
      <select part="time-zone" aria-label=${strings.chooseTimeZone} @change=${chosen}>
        ${zones.map((name) => html`<option value=${name} .selected=${selected(name)}>${strings.timeZone(name)}</option>`)}
      </select>
    </span>
  `;
}

/** Takes the place of facts that are on their way: as long, so that lines break where theirs will. */
function awaitedFacts({ strings, format, zone }: DashboardContext): string[] {
  const now = Date.now();
  return [
    strings.messages(100, format.count(100)),
    strings.dates(format.day(now - 3e9), format.day(now)),
    strings.timeZone(zone),
    strings.asOf(format.instant(now)),
  ];
}
