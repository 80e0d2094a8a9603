/** When each access token was made: finer than the whole seconds of its claims, for decisions that fall between two tokens. */
export class IssuedTokens {
  readonly #at = new Map<unknown, number>();

  /** @param uti the token's unique id. @param at ms. */
  note(uti: string, at: number): void {
    this.#at.set(uti, at);
  }

  /** When the token with this `uti` was made, ms; -Infinity for one that is not known. */
  at(uti: unknown): number {
    return this.#at.get(uti) ?? -Infinity;
  }
}
