import { columns, formatCredits, formatInstant, sortable } from '../../first-paint/model.js';

export function Dashboard({ model }) {
  return (
    <div className="dashboard">
      <section aria-label="Usage">
        <p className="visually-hidden" role="status">
          Usage loaded
        </p>
        <header>
          <h2>Usage</h2>
          <button part="download" className="button" type="button">
            Download CSV
          </button>
          <p className="total">{formatCredits(model.total)} credits</p>
          <ul className="facts">
            <li>{model.count} messages</li>
            <li>
              {model.firstDay} to {model.lastDay}
            </li>
            <li>Days in UTC</li>
          </ul>
        </header>
        <div className="chart">
          <Chart {...model} />
        </div>
        <div className="table">
          <Table items={model.items} />
        </div>
      </section>
    </div>
  );
}

function Chart({ legend, ticks, bars, dayLabels }) {
  return (
    <figure role="figure" aria-label="Credits per day">
      <figcaption>
        <span>Credits per day</span>
        <span className="legend">
          <span className="reports">Reports {formatCredits(legend.reports)}</span>
          <span className="texts">Messages {formatCredits(legend.texts)}</span>
        </span>
      </figcaption>
      <div className="plot-area">
        <div className="credits-axis" aria-hidden="true">
          {ticks.map(({ label }) => (
            <span key={label}>{label}</span>
          ))}
        </div>
        <div className="plot" role="listbox" aria-label="Credits per day" tabIndex={0}>
          <svg className="grid" aria-hidden="true">
            {ticks.map(({ y }) => (
              <line key={y} x1="0" x2="100%" y1={y} y2={y} />
            ))}
          </svg>
          <svg role="presentation" className="bars">
            {bars.map(({ day, label, x, width, reports, texts }) => (
              <g key={day} part="bar" role="option" aria-label={label}>
                <rect className="reports" x={x} width={width} {...reports} />
                <rect className="texts" x={x} width={width} {...texts} />
              </g>
            ))}
          </svg>
        </div>
        <div className="days-axis" aria-hidden="true">
          <svg>
            {dayLabels.map(({ text, x }) => (
              <text key={text} x={x} y="0.6em">
                {text}
              </text>
            ))}
          </svg>
        </div>
      </div>
    </figure>
  );
}

function Table({ items }) {
  return (
    <div className="scroller" role="region" tabIndex={0} aria-label="Messages">
      <table role="table" aria-label="Messages">
        <thead role="rowgroup">
          <tr role="row">
            {Object.keys(columns).map((column) => (
              <th key={column} role="columnheader" className={column}>
                {sortable.has(column) ? (
                  <button type="button">
                    <span className="label">{columns[column]}</span>
                    <span className="arrow">↕</span>
                  </button>
                ) : (
                  columns[column]
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((item) => (
            <Row key={item.message_id} {...item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ message_id, timestamp, report_name, credits_used }) {
  return (
    <tr role="row">
      <td part="cell" role="cell" className="message_id">
        {message_id}
      </td>
      <td part="cell" role="cell" className="timestamp">
        {formatInstant(timestamp)}
      </td>
      <td part="cell" role="cell" className="report_name" title={report_name}>
        {report_name}
      </td>
      <td part="cell" role="cell" className="credits_used">
        {formatCredits(Math.round(credits_used * 100))}
      </td>
    </tr>
  );
}
