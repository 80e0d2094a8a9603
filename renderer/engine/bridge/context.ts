/** What all files of the bridge work with. */
import type { Table } from 'dexie';
import type { Connector } from '../../connectors/connector.ts';
import type { SharedMemoryCapability, WritingCapability } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import type { AccountId, Change, PersonId, Service } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import type { BatchSource } from '../follower.ts';
import type { Observe } from '../observing/observation.ts';
import type { AuthorClaims } from './memory/author-claims.ts';
import type { TakenAuthors } from './memory/taken-authors.ts';

/** One service, with what the bridge needs of it. */
export interface BridgeSide {
  readonly accountId: AccountId;
  readonly connector: Connector;
  readonly writing: WritingCapability;
}

export interface CarryContext {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly sides: Readonly<Record<Service, BridgeSide>>;
  readonly memory: SharedMemoryCapability;
  /** Stores a service's answer, as the mirror does. */
  readonly store: (service: Service, changes: readonly Change[], source?: BatchSource) => Promise<void>;
  /** The tables that `store` reads and writes. Callers within a transaction name them. */
  readonly storesInto: readonly Table[];
  readonly me: Readonly<Record<Service, PersonId>>;
  readonly signal: AbortSignal;
  /** Who has connected, as a relay asked. */
  readonly claims: AuthorClaims;
  /** On a relay: the connected authors for whom it carries, because their computers are off. */
  readonly taken: TakenAuthors;
  /** Whether this computer may still carry over a link; asked before every act. */
  readonly mayGoOn: (linkId: string) => boolean;
  /** Absent where nobody measures. */
  readonly observe?: Observe | undefined;
}
