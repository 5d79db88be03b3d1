/**
 * Reporter for `node --test`: writes how many tests passed and failed, as JSON.
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} source
 */
export default async function* countReporter(source) {
  const count = { passed: 0, failed: 0 };
  for await (const event of source) {
    // A file and a describe block are no tests, unless they fail by themselves.
    if (event.type === 'test:pass' && event.data.details.type !== 'suite' && !event.data.skip) count.passed++;
    if (event.type === 'test:fail') count.failed++;
  }
  yield JSON.stringify(count);
}
