// Reads an endpoint in every way, and prints how each ended: run by `bombs.test.ts` in a process of its own.
import { checkEndpoint } from '../../src/check/check-endpoint.ts';
import { createUpstream, isUsageError, columnarFormat, UsageClient } from '../../src/index.ts';

const [origin = ''] = process.argv.slice(2);
const upstream = createUpstream({ baseUrl: origin });
const readers: Record<string, () => unknown> = {
  messages: () => upstream.messages(),
  report: () => upstream.report(1),
  usage: () => new UsageClient({ url: origin }).load(),
  'usage by column': () => new UsageClient({ url: origin, columns: columnarFormat }).load(),
};
const { findings } = await checkEndpoint({ url: origin });
if (findings.some(({ text }) => /^It holds more values/.test(text))) console.log('check: too_large');
for (const [name, read] of Object.entries(readers)) {
  const end = await Promise.resolve(read()).then(
    () => 'read',
    (error: unknown) => (isUsageError(error) ? error.code : String(error)),
  );
  console.log(`${name}: ${end}`);
}
