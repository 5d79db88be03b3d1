/**
 * Reporter for `node --test`: writes how many tests passed and failed, as JSON, and the names of those that failed.
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} source
 */
export default async function* countReporter(source) {
  /** @type {{ passed: number, failed: number, failures: string[] }} */
  const count = { passed: 0, failed: 0, failures: [] };
  for await (const event of source) {
    // A file and a describe block are no tests, unless they fail by themselves.
    if (event.type === 'test:pass' && event.data.details.type !== 'suite' && !event.data.skip) count.passed++;
    if (event.type !== 'test:fail') continue;
    count.failed++;
    count.failures.push(event.data.name);
  }
  yield JSON.stringify(count);
}
