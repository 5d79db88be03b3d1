// Stands in for zod/mini in the script-tag bundle: the few schemas that the contract is written in, 4 kB less for every
// visitor, and without the global that zod leaves on a page. `test/bundle.test.ts` holds the two together.

/**
 * @typedef {{ path: PropertyKey[], message: string }} Issue
 * @typedef {{ success: true, data: any } | { success: false, error: { issues: Issue[] } }} Result
 * @typedef {{ isOptional?: boolean, safeParse(value: any): Result }} Schema
 */

/** @returns {Result} */
const pass = (/** @type {unknown} */ data) => ({ success: true, data });

/** @returns {Result} */
const fail = (/** @type {Issue[]} */ ...issues) => ({ success: false, error: { issues } });

/** @returns {Schema} */
export const unknown = () => ({ safeParse: pass });

/**
 * @param {(value: any) => unknown} holds
 * @param {{ error: string }} options
 * @returns {Schema}
 */
export const custom = (holds, { error }) => ({
  safeParse: (value) => (holds(value) ? pass(value) : fail({ path: [], message: error })),
});

/**
 * @param {Schema} inner
 * @returns {Schema}
 */
export const optional = ({ safeParse }) => ({
  isOptional: true,
  safeParse: (value) => (value === undefined ? pass(value) : safeParse(value)),
});

/**
 * Keys that are not in the shape are left out.
 * @param {Record<string, Schema>} shape
 * @returns {Schema}
 */
export const object = (shape) => ({
  safeParse(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fail({ path: [], message: 'Invalid input' });
    /** @type {Record<string, unknown>} */
    const data = {};
    /** @type {Issue[]} */
    const issues = [];
    for (const [key, schema] of Object.entries(shape)) {
      const result = schema.safeParse(value[key]);
      if (!result.success)
        issues.push(...result.error.issues.map((issue) => ({ ...issue, path: [key, ...issue.path] })));
      else if (key in value || !schema.isOptional) data[key] = result.data;
    }
    return issues.length ? fail(...issues) : pass(data);
  },
});
