// An upstream of 110 messages and 10 reports, in a process of its own: `node bench/load/upstream.mjs`.
import { createServer } from 'node:http';

const reports = Array.from({ length: 10 }, (_, index) => ({
  id: 5000 + index,
  name: `Report ${index}`,
  credit_cost: 20 + index / 4,
}));
const messages = Array.from({ length: 110 }, (_, index) => ({
  id: 1000 + index,
  text: 'Are there any restrictions on alterations or improvements? '.repeat(1 + (index % 4)),
  timestamp: new Date(Date.UTC(2024, 3, 29) + index * 5_000_000).toISOString(),
  ...(index % 5 === 0 && { report_id: 5000 + ((index / 5) % 11) }),
}));
const list = JSON.stringify({ messages });

const server = createServer((request, response) => {
  const report = reports.find(({ id }) => request.url?.endsWith(`/reports/${id}`));
  const isList = request.url?.endsWith('/messages/current-period');
  const body = isList ? list : report ? JSON.stringify(report) : '<Error/>';
  response.writeHead(isList || report ? 200 : 404, { 'content-type': 'application/json' }).end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.({ port: address.port });
});
