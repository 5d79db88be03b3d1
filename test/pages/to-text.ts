/** JSON in a page that may have changed what `JSON` and `toJSON` do. Runs there, so it uses nothing else. */
export function toText(value: unknown): string {
  const quote = (text: string) =>
    `"${text.replace(/["\\\u0000-\u001f\u2028\u2029\ud800-\udfff]/g, (unit) => '\\u' + (65536 + unit.charCodeAt(0)).toString(16).slice(1))}"`;
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map((one) => toText(one)).join(',')}]`;
  if (value && typeof value === 'object') {
    const pairs = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${pairs.map(([key, one]) => `${quote(key)}:${toText(one)}`).join(',')}}`;
  }
  return value === undefined ? 'null' : `${value}`;
}
