// @ts-check
// A foreign page can make its own host name resolve to 127.0.0.1 (DNS rebinding), and then read what is served here as
// its own origin. The browser still sends that name as `Host`.

/** Can only this machine reach this address? @param {string} address as `server.address()` gives it. */
export function isLoopbackAddress(address) {
  return /^(::ffff:)?127\.|^::1$/i.test(address);
}

/** Does `Host` name this machine? Any port will do. @param {string | null | undefined} host */
export function isLoopbackHost(host) {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host ?? '');
}

/** The body of the answer to any other `Host`; its status is 421. */
export const misdirected =
  'This server is for this machine only: "Host" must be localhost or a loopback address such as 127.0.0.1.\n';
