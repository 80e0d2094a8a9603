/** Refusals by the tenant's own rules, as a typed value. Handlers turn it into a Graph error, acts into an Error. */

export type RefusalCode =
  'BadRequest' | 'Forbidden' | 'NotFound' | 'Conflict' | 'PreconditionFailed' | 'RequestEntityTooLarge';

/** Thrown by the domain code; the message is written for a person. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}
