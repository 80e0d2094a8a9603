/** What the engine can ask of a service that begins conversations in the user's name. Methods never throw for what a service does, and never retry. */
import type { Change, ConversationId, Person, Result } from '../model/index.ts';

/** The conversation as the service now has it: for the mirror. */
export interface Started {
  readonly id: ConversationId;
  readonly changes: readonly Change[];
}

/** Whom a conversation is begun with. */
export type Invited = Pick<Person, 'id' | 'kind'>;

export interface StartingCapability {
  /**
   * Whether asking twice gives the same conversation. Where it does not, the engine looks before it asks again after a lost answer.
   */
  isRepeatable: (others: readonly Invited[]) => boolean;
  /**
   * Begins a conversation with these people and the user: a direct one with one, a group without a name with several. Where the service
   * keeps one for the same people, it gives that one.
   */
  start(others: readonly Invited[], signal: AbortSignal): Promise<Result<Started>>;
  /** People of the server whose name, username or address begins so; absent where the account may not ask (Teams). */
  readonly findPeople?: (typed: string, signal: AbortSignal) => Promise<Result<readonly Change[]>>;
}
