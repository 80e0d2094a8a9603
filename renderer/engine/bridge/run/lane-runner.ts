/** Moves the rows of one direction of a link on, oldest first, until none of them can go on by itself. */
import type { World } from '../../../connectors/world.ts';
import type { ConversationId, Service } from '../../../model/index.ts';
import {
  isSettled,
  readOutboxRow,
  type IsthmusDatabase,
  type LinkRow,
  type OutboxRow,
} from '../../../store/index.ts';
import { isDue, waitOf } from '../../sending/attempt.ts';
import { isSettling } from '../decide/deciding.ts';
import { rowsAtHand } from './at-hand.ts';
import type { Carrier } from './carrier.ts';

export interface LaneRunnerOptions {
  readonly world: Pick<World, 'now'>;
  readonly database: IsthmusDatabase;
  /** Whether a conversation's mirror may miss something older than what it has (see AccountMirror). */
  readonly mayHaveGap: (service: Service, conversationId: ConversationId) => boolean;
  /** Something waits for what is still to be pulled of a conversation. */
  readonly pullWanted: (service: Service, conversationId: ConversationId) => void;
  /** Whether this computer may still carry over a link; asked before every row. */
  readonly mayCarry: (linkId: string) => boolean;
  /** The outbox is to be looked at again, `after` ms from now. */
  readonly wake: (after: number) => void;
  /** A row could not go because the mirror was behind. */
  readonly onBehind: () => void;
}

/** When a conversation whose mirror is behind is looked at again, ms; earlier if its whole account has caught up. */
export const behindAgain = 10_000;

/** What moves one row on. */
export type LaneCarrier = Pick<Carrier, 'carry' | 'beginToSettle'>;

/** What became of a row: it moved on, or its author settles; false: it waits, and others may go before it; null: its direction waits. */
type Moved = boolean | 'settles' | null;

export class LaneRunner {
  constructor(private readonly options: LaneRunnerOptions) {}

  async run(carrier: LaneCarrier, link: LinkRow, service: Service): Promise<void> {
    for (let moved = true; moved;) {
      moved = false;
      let settles = false;
      for (const row of await this.#next(link, service)) {
        // Behind a message whose author settles, others may begin to settle, but none goes: not even one that needs not settle.
        if (settles) {
          if (row.state.kind === 'queued') await carrier.beginToSettle(row);
          else if (!isSettling(row)) return;
          continue;
        }
        const outcome = await this.#step(carrier, row);
        if (outcome === null) return;
        settles ||= outcome === 'settles';
        moved ||= outcome === true;
      }
    }
  }

  /** The rows to do next, oldest first; none while the mirror may lack an older message. */
  async #next(link: LinkRow, service: Service): Promise<readonly OutboxRow[]> {
    const { database, mayHaveGap, pullWanted, onBehind, wake } = this.options;
    const hasGap = mayHaveGap(service, link[service]);
    const rows = hasGap ? null : await rowsAtHand(database, link, service);
    if (rows !== null) return rows;
    if (hasGap) pullWanted(service, link[service]);
    onBehind();
    wake(behindAgain);
    return [];
  }

  async #step(carrier: LaneCarrier, row: OutboxRow): Promise<Moved> {
    const { world, database, mayCarry, wake } = this.options;
    if (!mayCarry(row.linkId)) return null;
    if (isDue(row.state, world.now())) {
      const outcome = await carrier.carry(row);
      // Rows that waited for this attempt can go on.
      if (outcome === 'sent') wake(0);
      if (outcome !== 'waits') return true;
    }
    const now = await readOutboxRow(database, row.messageId);
    if (!now) return true;
    // The row has left its lane, and the rows behind it may go.
    if (isSettled(now.state)) return true;
    if (now.state.kind === 'queued') return null;
    wake(waitOf(now.state, world.now()));
    if (isSettling(now)) return 'settles';
    // A reply that waits for its root lets other threads pass.
    const mayPass = now.state.kind === 'waiting' && now.state.why === 'root-not-carried';
    return mayPass ? false : null;
  }
}
