// Runs one micro-benchmark in a process of its own and writes what it measured as JSON:
// `node --expose-gc bench/micro/run.mjs NAME ROUNDS [quick]`.
const [name = '', rounds = '5', quick] = process.argv.slice(2);
const { default: measure } = await import(`./${name}.mjs`);

/** @type {Record<string, { unit: string, values: number[] }>} */
const results = {};
await measure({
  rounds: Number(rounds),
  quick: Boolean(quick),
  record(/** @type {string} */ measure, /** @type {number} */ value, unit = 'ms') {
    (results[measure] ??= { unit, values: [] }).values.push(value);
  },
});
process.stdout.write(JSON.stringify(results));
