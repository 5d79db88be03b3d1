/**
 * What somebody would write who trusts everything: the same calls, priced and stringified, nothing checked, no retry, no
 * deadline. Loads and reports are shared as ours are: each customer has one load at a time and remembers reports.
 * @param {(request: Request) => string} baseUrlOf
 * @returns {(request: Request) => Promise<Response>}
 */
export function createBareHandler(baseUrlOf) {
  /** @type {Map<string, ReturnType<typeof createCustomer>>} */
  const customers = new Map();
  return async (request) => {
    const baseUrl = baseUrlOf(request);
    const load = customers.get(baseUrl) ?? createCustomer(baseUrl);
    customers.set(baseUrl, load);
    return new Response(await load(), { headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } });
  };
}

/** @param {string} baseUrl */
function createCustomer(baseUrl) {
  /** @type {Map<number, { name: string, credit_cost: number } | undefined>} */
  const reports = new Map();
  /** @type {Promise<string> | undefined} */
  let loading;
  const load = async () => {
    const { messages } = await (await fetch(`${baseUrl}/messages/current-period`)).json();
    /** @type {number[]} */
    const ids = messages.flatMap((/** @type {any} */ { report_id }) => report_id ?? []);
    const missing = [...new Set(ids)].filter((id) => !reports.has(id));
    await Promise.all(
      missing.map(async (id) => {
        const response = await fetch(`${baseUrl}/reports/${id}`);
        reports.set(id, response.ok ? await response.json() : (await response.text(), undefined));
      }),
    );
    const usage = messages.map((/** @type {any} */ { id, text, timestamp, report_id }) => {
      const report = reports.get(report_id);
      if (report) {
        return { message_id: id, timestamp, report_name: report.name, credits_used: report.credit_cost };
      }
      const tokens = Math.ceil([...text].length / 4);
      return { message_id: id, timestamp, credits_used: Math.max(100, tokens * 40) / 100 };
    });
    return JSON.stringify({ usage });
  };
  return () => (loading ??= load().finally(() => (loading = undefined)));
}
