/** What metrics and status show of the relay at one moment. It holds no id, name, address or text; relays have marks. */
import type { SharesHeld } from '../../renderer/engine/bridge/memory/carrier-leases.ts';
import type { AuthorCounts } from '../../renderer/engine/relay/away/author-watch.ts';
import type { LimitUsed } from '../../renderer/model/index.ts';
import { type RelayHealth, readRelayHealth } from '../../renderer/relay-health/health.ts';
import type { InviteState, IsthmusDatabase } from '../../renderer/store/index.ts';

export interface Figures extends RelayHealth {
  /** How inviting stands; null where nobody is invited. */
  readonly invitations: InviteState | null;
  readonly engine: EngineFigures;
}

/** What the engine says of itself. */
export interface EngineFigures {
  /** Over which links this relay carries; null while there is nothing between which to carry. */
  readonly shares: SharesHeld | null;
  readonly limitsUsed: readonly LimitUsed[];
  /** How many connected people stand how; null where the relay carries for none of them. */
  readonly authors: AuthorCounts | null;
}

/**
 * Reads them.
 * @param now ms on this machine's clock
 */
export const readFigures = async (
  database: IsthmusDatabase,
  engine: EngineFigures & { readonly invitations: () => Promise<InviteState | null> },
  now: number,
): Promise<Figures> => ({
  ...(await readRelayHealth(database, now)),
  invitations: await engine.invitations(),
  engine,
});
