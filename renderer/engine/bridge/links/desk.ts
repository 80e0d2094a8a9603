/** What all files that keep links work with. */
import type { Connector } from '../../../connectors/connector.ts';
import type { SharedMemoryCapability, WritingCapability } from '../../../connectors/writing.ts';
import type { World } from '../../../connectors/world.ts';
import type { AccountId, Change, Service, ServiceFailure } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { patience } from '../../sending/attempt.ts';
import type { RelayRole } from './facts.ts';
import type { LinkRights } from './link-rights.ts';

export interface LinkDesk {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly accounts: Readonly<Record<Service, AccountId>>;
  /** The connector of Mattermost, where links are kept. */
  readonly connector: Connector;
  /** The connector of Teams, which tells the newest message there. */
  readonly teams: Pick<Connector, 'history'>;
  readonly writing: WritingCapability;
  readonly memory: SharedMemoryCapability;
  readonly rights: LinkRights;
  readonly relay: RelayRole;
  /** Stores Mattermost's answers, as the mirror does; rejects if the database refuses. */
  readonly store: (changes: readonly Change[]) => Promise<void>;
}

/** How often everything is looked at again, ms. */
export const lookEvery = 600_000;

/** After how long to try again, ms; null if the caller gave up. */
export const waitAfter = (failure: ServiceFailure, tries: number, random: number): number | null => {
  switch (failure.kind) {
    case 'throttled':
      return Math.max(failure.retryAfterMs, patience(tries, random));
    case 'offline':
    case 'stands-still':
      return patience(tries, random);
    case 'sign-in-needed':
      return 60_000;
    case 'not-let-in':
    case 'forbidden':
    case 'not-found':
    case 'refused':
    case 'cursor-gone':
      return lookEvery;
    case 'cancelled':
      return null;
  }
};
