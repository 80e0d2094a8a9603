/** What all files of the bridge work with. */
import type { Table } from 'dexie';
import type { Connector } from '../../connectors/connector.ts';
import type { SharedMemoryCapability, WritingCapability } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import type { AccountId, Change, ConversationId, PersonId, Service } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import type { BatchSource } from '../follower.ts';
import type { Observe } from '../observing/observation.ts';
import type { AwayAuthors, OwnHold } from './away.ts';
import type { AuthorClaims } from './memory/author-claims.ts';
import type { LeaseOptions } from './memory/lease.ts';
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

/** What the bridge is started with. */
export interface BridgeOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly sides: Readonly<Record<Service, BridgeSide>>;
  readonly memory: SharedMemoryCapability;
  /** This installation's random id (see ComputerRow). */
  readonly computer: string;
  /** Into how many shares several relays divide the links; 1 where one computer carries over all. */
  readonly shares: number;
  /** Whether a conversation's mirror may miss something older than what it has (see AccountMirror). */
  readonly mayHaveGap: (service: Service, conversationId: ConversationId) => boolean;
  /** What among many desktops waits for its turn (see AccountMirror). */
  readonly turns: {
    readonly isLate: (service: Service, conversationId: ConversationId) => boolean;
    readonly isAskedInTurn: (service: Service, conversationId: ConversationId) => boolean;
    readonly pullWanted: (service: Service, conversationId: ConversationId) => void;
  };
  /** Whether the user has paused carrying. Then nothing is written anywhere; what is to be carried waits in the outbox. */
  readonly isPaused: () => boolean;
  /** Whether another computer shall carry. Then this one does not ask for the lease. */
  readonly isHandedOver: () => boolean;
  readonly onStanding?: LeaseOptions['onStanding'];
  /** Stores a service's answer, as the mirror does; rejects if the database refuses. A batch without a source gets `own`. */
  readonly store: CarryContext['store'];
  readonly storesInto: CarryContext['storesInto'];
  readonly observe?: CarryContext['observe'];
  /** On a relay that may carry for authors who have connected. Absent: it never does. */
  readonly away?: AwayAuthors | undefined;
  /** On a desktop beside such a relay. Absent: no relay carries for the user. */
  readonly hold?: OwnHold | undefined;
}
