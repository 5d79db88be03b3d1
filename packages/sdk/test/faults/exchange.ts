import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request to an endpoint that is at fault. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The right answer. */
  readonly good: string;
  /** Another right answer. */
  readonly other: string;
  /** The media type of either. */
  readonly type: string;
  /** Which request of its run this is, from 0. */
  readonly count: number;
  /** Sends the right answer, or what is given. */
  send(body?: string | Buffer, status?: number, headers?: Record<string, string>): void;
  /** Sends the header of a right answer. */
  open(headers?: Record<string, string | number>): ServerResponse;
}

export type Fault = (exchange: Exchange) => void;

export function half(text: string): string {
  return text.slice(0, text.length / 2);
}
