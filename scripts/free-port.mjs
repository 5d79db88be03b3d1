import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that was free just now. The system gives it by chance, so two that look at once do not get the same. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}
