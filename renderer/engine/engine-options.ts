/** What the engine is started with. */
import type { AccountId } from '../model/index.ts';
import type { CarryingControlOptions } from './carrying-control.ts';
import type { EnginePartsOptions } from './engine-parts.ts';
import type { EngineAccount } from './mirrors.ts';
import type { AnswerWords } from './relay/asked/answerer.ts';
import type { Inviting } from './relay/inviting.ts';

export interface EngineOptions
  extends EnginePartsOptions, Omit<CarryingControlOptions, 'world' | 'database' | 'observe'> {
  /** The accounts that are signed in now. */
  readonly accounts: () => Promise<readonly EngineAccount[]>;
  /** Whom a relay invites to connect, and in which words. Absent: nobody. */
  readonly inviting?: Inviting;
  /** In which words a relay answers who asks for a message's reactions. Absent: it does not. */
  readonly answering?: AnswerWords;
  /** The account's mirror has left the database. */
  readonly onRemoved: (id: AccountId) => void;
}
