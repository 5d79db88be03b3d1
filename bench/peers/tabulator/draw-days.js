import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** Credits per day as bars. */
export function drawDays(element, days) {
  const options = {
    width: element.clientWidth - 40,
    height: 200,
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    series: [
      {},
      { label: 'Credits', fill: '#4263eb', paths: uPlot.paths.bars({ size: [0.8, 60] }), points: { show: false } },
    ],
  };
  return new uPlot(options, [days.map(({ day }) => day / 1000), days.map(({ credits }) => credits)], element);
}
