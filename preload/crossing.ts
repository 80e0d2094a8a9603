/** Main's answer to a call, as it crosses. A refusal is a value with a reason, because Electron would wrap an Error. */
export type Answered =
  | { readonly kind: 'answer'; readonly response: unknown }
  | { readonly kind: 'refused'; readonly reason: Refusal };

/** The reasons why a crossing is refused. */
export type Refusal =
  | 'unknown-name'
  | 'wrong-sender'
  | 'wrong-page'
  | 'malformed-request'
  | 'malformed-response'
  | 'handler-failed';

/** The message of the Error that a page gets: `door: malformed-request (account:list)`. */
export const refusalMessage = (reason: Refusal, name: string): string => `door: ${reason} (${name})`;
