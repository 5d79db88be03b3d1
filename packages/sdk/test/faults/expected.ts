import { readFileSync } from 'node:fs';

/** One fault, with what is to come of it. */
export interface Row {
  readonly fault: string;
  readonly messages: string;
  readonly report: string;
  readonly usage: string;
  readonly columns: string;
}

/** The rows of the table in `docs/faults.md`. A row that names several faults stands for each of them. */
export function readRows(): Row[] {
  const text = readFileSync(new URL('../../../../docs/faults.md', import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => {
      const [names = '', , messages = '', report = '', usage = '', columns = ''] = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      return Array.from(names.matchAll(/`([^`]+)`/g), ([, fault = '']) => ({
        fault,
        messages,
        report,
        usage,
        columns,
      }));
    });
}
