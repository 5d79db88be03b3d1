// Stands in for d3-shape in the script-tag bundle: stacks in the order of their keys, from zero, of numbers. Of d3's, only
// what is asked for. `test/bundle.test.ts` holds the two together.

export function stack() {
  /** @type {readonly string[]} */
  let keys = [];
  /** @type {(datum: any, key: string) => number} */
  let valueOf = () => 0;
  /** @type {(data: readonly unknown[]) => [from: number, to: number][][]} */
  const layers = (data) => {
    const tops = data.map(() => 0);
    return keys.map((key) =>
      data.map((datum, index) => {
        const from = tops[index] ?? 0;
        return [from, (tops[index] = from + valueOf(datum, key))];
      }),
    );
  };
  return Object.assign(layers, {
    keys(/** @type {readonly string[]} */ given) {
      keys = given;
      return this;
    },
    value(/** @type {typeof valueOf} */ given) {
      valueOf = given;
      return this;
    },
  });
}
