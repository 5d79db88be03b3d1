import type { HttpOptions, TextFormat } from '../http.ts';
import { invalidOption } from '../options.ts';
import type { UsageLedger } from './ledger.ts';
import type { RowView } from './snapshot.ts';

/** Where usage comes from. All times are milliseconds; `timeout` is 65,000 unless told, `deadline` 75,000. */
export interface UsageClientOptions extends HttpOptions {
  /** The endpoint that answers by the `/usage` contract; in a page it may be relative. */
  readonly url: string | URL;
  /** How long a loaded ledger counts as fresh. 0 asks the server each time, Infinity once. @default 60000 */
  readonly staleTime?: number | undefined;
  /** `columnarFormat`: ask for usage by column, and for JSON where the server does not know it. @default only JSON */
  readonly columns?: ((onRows: (rows: RowView) => void) => TextFormat<UsageLedger>) | undefined;
  /**
   * Whose usage it is: any text. Then headers may differ from request to request, as tokens do that are made anew each
   * time, and all of it is still this customer's. @default the headers say
   */
  readonly customer?: string | undefined;
}

export function staleTimeOption(value: number | undefined): number {
  if (value === undefined) return 60_000;
  if (typeof value === 'number' && value >= 0) return value;
  throw invalidOption('staleTime', 'a number of milliseconds, 0 or more', value);
}

export function customerOption(value: string | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw invalidOption('customer', 'a text', value);
}
