// The floor: the same page as text, set once.
import { columns, formatCredits, formatInstant, makeModel, sortable } from './model.js';

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => text.replace(/[&<>"]/g, (character) => escapes[character]);

globalThis.draw = (items, container) => {
  const model = makeModel(items);
  container.innerHTML = `
    <div class="dashboard"><section aria-label="Usage">
      <p class="visually-hidden" role="status">Usage loaded</p>
      <header>
        <h2>Usage</h2>
        <button part="download" class="button" type="button">Download CSV</button>
        <p class="total">${formatCredits(model.total)} credits</p>
        <ul class="facts">
          <li>${model.count} messages</li><li>${model.firstDay} to ${model.lastDay}</li><li>Days in UTC</li>
        </ul>
      </header>
      <div class="chart">${chart(model)}</div>
      <div class="table">${table(model)}</div>
    </section></div>`;
};

const chart = ({ legend, ticks, bars, dayLabels }) => `
  <figure role="figure" aria-label="Credits per day">
    <figcaption>
      <span>Credits per day</span>
      <span class="legend">
        <span class="reports">Reports ${formatCredits(legend.reports)}</span>
        <span class="texts">Messages ${formatCredits(legend.texts)}</span>
      </span>
    </figcaption>
    <div class="plot-area">
      <div class="credits-axis" aria-hidden="true">${ticks.map(({ label }) => `<span>${label}</span>`).join('')}</div>
      <div class="plot" role="listbox" aria-label="Credits per day" tabindex="0">
        <svg class="grid" aria-hidden="true">${ticks
          .map(({ y }) => `<line x1="0" x2="100%" y1="${y}" y2="${y}"></line>`)
          .join('')}</svg>
        <svg role="presentation" class="bars">${bars.map(bar).join('')}</svg>
      </div>
      <div class="days-axis" aria-hidden="true">
        <svg>${dayLabels.map(({ text, x }) => `<text x="${x}" y="0.6em">${text}</text>`).join('')}</svg>
      </div>
    </div>
  </figure>`;

const bar = ({ label, x, width, reports, texts }) => `
  <g part="bar" role="option" aria-label="${label}">
    <rect class="reports" x="${x}" width="${width}" y="${reports.y}" height="${reports.height}"></rect>
    <rect class="texts" x="${x}" width="${width}" y="${texts.y}" height="${texts.height}"></rect>
  </g>`;

const table = ({ items }) => `
  <div class="scroller" role="region" tabindex="0" aria-label="Messages">
    <table role="table" aria-label="Messages">
      <thead role="rowgroup"><tr role="row">${Object.keys(columns).map(header).join('')}</tr></thead>
      <tbody role="rowgroup">${items.map(row).join('')}</tbody>
    </table>
  </div>`;

const header = (column) =>
  `<th role="columnheader" class="${column}">${
    sortable.has(column)
      ? `<button type="button"><span class="label">${columns[column]}</span><span class="arrow">↕</span></button>`
      : columns[column]
  }</th>`;

const row = ({ message_id, timestamp, report_name = '', credits_used }) => {
  const name = escape(report_name);
  return `<tr role="row">
    <td part="cell" role="cell" class="message_id">${message_id}</td>
    <td part="cell" role="cell" class="timestamp">${formatInstant(timestamp)}</td>
    <td part="cell" role="cell" class="report_name"${name && ` title="${name}"`}>${name}</td>
    <td part="cell" role="cell" class="credits_used">${formatCredits(Math.round(credits_used * 100))}</td>
  </tr>`;
};
