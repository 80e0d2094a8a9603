/** What travels on the wire: main's answer to a call, so that a refusal is a value with a reason and never a wrapped Error. */
export type Answered =
  | { readonly kind: 'answer'; readonly response: unknown }
  | { readonly kind: 'refused'; readonly reason: Refusal };

/** Why a crossing was refused. */
export type Refusal =
  | 'unknown-name'
  | 'wrong-sender'
  | 'wrong-page'
  | 'malformed-request'
  | 'malformed-response'
  | 'handler-failed';

/** The name of the Error that a page sees: `door: malformed-request (account:list)`. */
export const refusalMessage = (reason: Refusal, name: string): string => `door: ${reason} (${name})`;
