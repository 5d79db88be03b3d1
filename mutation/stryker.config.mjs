// How Stryker breaks the SDK: each mutant runs the tests that reach it, by node:test's TAP output.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'tap',
  plugins: ['@stryker-mutator/tap-runner'],
  coverageAnalysis: 'perTest',
  tap: {
    nodeArgs: [
      '--max-old-space-size=1500',
      '--conditions=@usage/source',
      '--test-reporter=tap',
      '-r',
      '{{hookFile}}',
      '{{testFile}}',
    ],
  },
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: '../../.test-results/mutation.json' },
  tempDirName: '../../.test-results/stryker',
  concurrency: 2,
  // On top of half as much again as the tests take: a machine may be busy with something else.
  timeoutMS: 10_000,
  allowConsoleColors: false,
  checkers: [],
  logLevel: 'warn',
};
