// The usage item of docs/usage.openapi.json, from the rules that the SDK reads by and asks backends to write by.
import { writtenFields } from '../../packages/sdk/src/check/written-fields.ts';
import { usageItemRules } from '../../packages/sdk/src/usage-item.ts';

/**
 * @param {string} document As it is.
 * @returns {string} With the usage item made anew.
 */
export function withUsageItem(document) {
  const api = JSON.parse(document);
  const fields = Object.entries(usageItemRules);
  api.components.schemas.UsageItem = {
    type: 'object',
    required: fields.filter(([, { isOptional }]) => !isOptional).map(([name]) => name),
    properties: Object.fromEntries(Object.entries(writtenFields).map(([name, { schema }]) => [name, schema])),
  };
  return JSON.stringify(api);
}
