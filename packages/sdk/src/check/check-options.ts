export interface CheckOptions {
  readonly url: string;
  /** Such as `authorization`; sent with every request, never shown. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The origin of a page elsewhere that shall be able to read the answer. */
  readonly origin?: string | undefined;
  /** How long one request may take as a whole, in milliseconds. @default 75_000 */
  readonly timeout?: number;
}
