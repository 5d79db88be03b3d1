import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCredits, formatDay } from '../usage.js';

export function UsageChart({ days }) {
  return (
    <div className="chart">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={days}>
          <CartesianGrid vertical={false} />
          <XAxis dataKey="day" tickFormatter={formatDay} />
          <YAxis />
          <Tooltip labelFormatter={formatDay} formatter={formatCredits} />
          {/* Without its animation of 1.5 s, which would count against it. */}
          <Bar dataKey="credits" fill="#4263eb" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
