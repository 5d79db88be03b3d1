// @ts-check

/**
 * Waits until a server listens.
 * @param {import('@hono/node-server').ServerType} server
 * @returns {Promise<string>} its origin, such as `http://127.0.0.1:5001`.
 * @throws {Error} one sentence about what to change.
 */
export async function listening(server) {
  await new Promise((resolve, reject) => {
    server.once('listening', () => resolve(undefined));
    server.once('error', (/** @type {NodeJS.ErrnoException & { port?: number, address?: string }} */ error) =>
      reject(new Error(explain(error), { cause: error })),
    );
  });
  const { address, family, port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}

/**
 * Takes no new requests, lets those under way finish for two seconds, and ends.
 * @param {import('@hono/node-server').ServerType} server
 * @returns {Promise<void>}
 */
export async function closing(server) {
  const deadline = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2_000);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(deadline);
}

/** @param {NodeJS.ErrnoException & { port?: number, address?: string, hostname?: string }} error */
function explain({ code, port, address, hostname, message }) {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken: stop the program that uses it, or choose another one with --port N.`;
  }
  if (code === 'EACCES') return `This user may not listen on port ${port}: choose one from 1024 on with --port N.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `"${hostname ?? address}" is not an address of this machine: choose another one with --host NAME.`;
  }
  return `The server could not start: ${message}.`;
}
