// From outside, the parts inside have the name of their element in front.
const named = (element: string, parts: string) => parts.replace(/\S+/g, (part) => `${part}:${element}-${part},`);

export const chartParts = named(
  'chart',
  'figure caption legend switch plot grid amount-axis bucket-axis bucket-label bar bar-reports bar-messages cursor tooltip buckets',
);
export const tableParts = named('table', 'scroller table header header-cell sort-button row cell rest');
