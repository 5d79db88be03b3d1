// What test/server-rendering.test.ts looks at: the example's server, with the usage and the attributes that a URL asks for.
import { start } from '../examples/ssr/server.js';

const { url } = await start({
  port: 0,
  page({ searchParams }) {
    const name = searchParams.get('name');
    const usage = Array.from({ length: Number(searchParams.get('rows') ?? 3) }, (_, index) => ({
      message_id: 1000 + index,
      timestamp: new Date(Date.UTC(2024, 3, 1) + index * 3_600_000).toISOString(),
      ...(index % 3 ? {} : { report_name: name ?? `Report ${index % 7}` }),
      credits_used: 1 + (index % 90),
    }));
    // Empty: none.
    const timeZone = searchParams.get('time-zone') ?? 'Europe/London';
    const locale = searchParams.get('locale') ?? 'en-GB';
    return { usage, ...(timeZone && { timeZone }), ...(locale && { locale }) };
  },
});
process.send?.(url);
