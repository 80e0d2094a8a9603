/**
 * Moves one row of the outbox on: decides, writes ahead, acts and remembers; or finds out what became of an attempt whose answer was lost.
 */
import {
  knowLink,
  type LinkRow,
  type OutboxRow,
  readCursorRow,
  readMessageRows,
  readOutboxRow,
  writeCounterpartRow,
  setOutboxState,
} from '../../../store/index.ts';
import { certaintyOf, patience, type Sending, stateOfUnsent } from '../../sending/attempt.ts';
import type { PersonId, Service } from '../../../model/index.ts';
import type { CarryContext } from '../context.ts';
import { decideRow, type Deciding } from '../decide/deciding.ts';
import { carriesForOthers } from '../decide/relay.ts';
import { counterpartOf, type Gathered } from '../decide/gather.ts';
import type { OwnHold } from '../away.ts';
import { adoptOrphans } from '../memory/orphans.ts';
import { untilOwnTurn } from '../memory/own-turn.ts';
import { carryReads } from '../reads/reads.ts';
import { askAuthor, askDeleter, seeForms, seeRoot, wantsDeleter } from './ask-first.ts';
import { sidesOf } from './carry-work.ts';
import { lookAtLeft, lookAtTaken } from './look-at-taken.ts';
import { makeAct } from './make-act.ts';
import { findAttempt, isPartThere } from './recheck.ts';
import { sendPart } from './send-part.ts';

/** `agreed`: nothing is left to do. `sent`: an act was done, and what came of it is stored. `waits`: see the row. */
export type Carried = 'agreed' | 'sent' | 'waits';

/** More acts in a row than any message needs. Whoever reaches this goes round in circles. */
const mostActs = 30;

/** How long after it was given up a request may still be carried out by a service, ms. */
const arrivesWithin = 60_000;

export class Carrier {
  constructor(private readonly context: CarryContext) {}

  /**
   * Joins the messages of a link that already belong together, and asks what was deleted. A mirror that was built anew sees neither posts
   * that carry no mark (orphans.ts) nor deleted ones. False if a service could not be asked, or if `isStill` is false at the end: then somebody
   * else may have carried since. `ownSince`: since when nobody else carries for the user, ms.
   */
  async adoptWhatWas(link: LinkRow, ownSince: number, isStill: () => boolean): Promise<boolean> {
    const { context } = this;
    const { memory, signal, store } = context;
    const deleted = await memory.deletedSince(link.mattermost, link.since.mattermost, signal);
    if (!deleted.ok) return false;
    await store('mattermost', deleted.value);
    for (const service of relaysWriteOn(link)) {
      if (await isPulledSince(context, link, service, ownSince)) continue;
      if (!(await seeNewest(context, link, service))) return false;
    }
    if (!carriesForOthers(link)) await adoptOrphans(context, link);
    if (!isStill()) return false;
    await knowLink(context.database, link.id);
    return true;
  }

  /** How long it is until the user's own Isthmus may carry over a link, ms; null: that is not known yet. */
  untilOwnTurn(link: LinkRow, hold: OwnHold | undefined): Promise<number | null> {
    const { database, me, world } = this.context;
    return untilOwnTurn(database, me, link, hold, world.now());
  }

  /** Makes rows for what authors wrote for whom a relay may carry from now on. */
  lookAtTaken(): Promise<void> {
    return lookAtTaken(this.context);
  }

  /** Makes rows for what authors wrote who have disconnected, over the links over which this relay carries. False: to be tried again. */
  lookAtLeft(holds: (linkId: string) => boolean): Promise<boolean> {
    return lookAtLeft(this.context, holds);
  }

  /** Compares the read marks of both sides of a link and carries what is new (see reads.ts). False if it has to be tried again. */
  carryReads(link: LinkRow, mayTell: () => boolean): Promise<boolean> {
    const { context } = this;
    const { database } = context;
    return carryReads(
      context,
      link,
      (message) => counterpartOf(database, sidesOf(context), link, message),
      mayTell,
    );
  }

  /**
   * While another computer carries, or none yet: removes the row if its message agrees with its counterpart, and marks the user's post if
   * its copy is known. Marking twice does no harm, and an unmarked post is a risk: the longer it stays unmarked, the less else tells what
   * it became. True if the row has left its lane.
   */
  async settle(row: OutboxRow): Promise<boolean> {
    // This computer itself has to find out about requests that it sent and whose answers it did not get.
    if (row.state.kind === 'sending') return false;
    const gathered = await decideRow(this.#deciding(false), row);
    if (gathered === null) return true;
    if (gathered.decision.kind !== 'mark') return false;
    const { memory, signal, store } = this.context;
    const marked = await memory.mark(gathered.decision.post, gathered.decision.note, signal);
    if (marked.ok) await store('mattermost', marked.value);
    return false;
  }

  /** The wait of a row for its author begins, if it needs one. No service is asked for anything. */
  async beginToSettle(row: OutboxRow): Promise<void> {
    await decideRow(this.#deciding(true), row);
  }

  /** Rejects only when the database refuses; then the row is unchanged. */
  async carry(row: OutboxRow): Promise<Carried> {
    const { context } = this;
    const { messageId } = row;
    if (row.state.kind === 'sending' && !(await resolve(context, row, row.state))) return 'waits';
    let acted = false;
    let asked = false;
    let known = false;
    for (let acts = 0; acts < mostActs; acts += 1) {
      const gathered = await decideRow(this.#deciding(true), row);
      if (gathered === null) return acted ? 'sent' : 'agreed';
      if (gathered.decision.kind === 'wait' && gathered.decision.why === 'author-settles') {
        if (!(await askAuthor(context, messageId, gathered))) return 'waits';
        continue;
      }
      if (gathered.decision.kind === 'wait') {
        if (asked || !(await seeRoot(context, messageId, gathered))) return 'waits';
        asked = true;
        continue;
      }
      if (gathered.decision.kind === 'see') {
        if (!(await seeForms(context, this.#deciding(true), row, gathered.decision))) return 'waits';
        continue;
      }
      if (!known && wantsDeleter(gathered)) {
        known = true;
        if (!(await askDeleter(context, messageId, gathered))) return 'waits';
        continue;
      }
      if (!context.mayGoOn(row.linkId) || !(await this.#act(row, gathered))) return 'waits';
      acted = true;
    }
    context.world.log('bridge-goes-in-circles');
    await setOutboxState(context.database, messageId, { kind: 'failed', reason: { kind: 'broken' } });
    return 'waits';
  }

  /** False if the act did not happen, or not certainly. */
  #act(row: OutboxRow, gathered: Gathered): Promise<boolean> {
    const { context } = this;
    const { decision, author } = gathered;
    if (decision.kind !== 'send') return makeAct(context, row, gathered);
    const send = (): Promise<boolean> => sendPart(context, row, gathered, decision.part);
    return author.kind === 'away' ? this.#sendFor(author.as, row, send) : send();
  }

  /** Sends for an author who is away. A request without an answer may still arrive, so their Isthmus does not get its turn back before that. */
  #sendFor(author: PersonId, { messageId }: OutboxRow, send: () => Promise<boolean>): Promise<boolean> {
    const { taken, database, world } = this.context;
    return taken.during(author, async () => {
      if (await send()) return true;
      const state = (await readOutboxRow(database, messageId))?.state;
      if (state && certaintyOf(state) === 'perhaps-done')
        void taken.during(
          author,
          () => new Promise<void>((resolve) => void world.after(arrivesWithin, resolve)),
        );
      return false;
    });
  }

  /** `carries`: whether this computer is the one that carries. */
  #deciding(carries: boolean): Deciding {
    const { world, database, observe } = this.context;
    return { world, database, sides: sidesOf(this.context), carries, observe };
  }
}

/**
 * The services that have to be asked what a relay wrote over a link. Mattermost pushes, and a relay itself knows its own posts; but a user's
 * computer that was off does not hear of all at once.
 */
const relaysWriteOn = ({ relay }: LinkRow): readonly Service[] => {
  switch (relay?.kind) {
    case undefined:
      return [];
    case 'this':
      return ['teams'];
    case 'other':
      return ['teams', 'mattermost'];
  }
};

/** A walk through changes that begins so long after a time tells what was written before it, ms: a service's list of changes may be late. */
export const pulledSafely = 60_000;

/**
 * Whether all changes of a link's conversation from before `since` (ms) are here, on a service that is pulled. A walk through changes begins with the newest
 * ones and may take long, so its beginning counts.
 */
const isPulledSince = async (
  { database, sides }: CarryContext,
  link: LinkRow,
  service: Service,
  since: number,
): Promise<boolean> => {
  if (sides[service].connector.live) return false;
  const cursor = await readCursorRow(database, link[service]);
  return cursor?.walking === false && (cursor.walkedFrom ?? -Infinity) - since >= pulledSafely;
};

/**
 * Reads the newest messages of a link's conversation, where the relay may have written since the mirror was last there. False if that failed,
 * or if the mirror is further behind than one page.
 */
const seeNewest = async (
  { database, sides, store, signal }: CarryContext,
  link: LinkRow,
  service: Service,
): Promise<boolean> => {
  const page = await sides[service].connector.history(link[service], null, signal);
  if (!page.ok) return false;
  const ids = page.value.changes.flatMap((change) => (change.kind === 'message' ? [change.message.id] : []));
  const isNear =
    page.value.next === null || (await readMessageRows(database, ids)).some((held) => held !== undefined);
  if (isNear) await store(service, page.value.changes, 'changes');
  return isNear;
};

/** Finds out whether an attempt happened whose answer was lost. True if that is known now and the row may go on. */
const resolve = async (context: CarryContext, row: OutboxRow, state: Sending): Promise<boolean> => {
  const { database, world } = context;
  const { act } = state;
  if (act.kind === 'repeatable') return true;
  const found = await findAttempt(context, row, state);
  /** The row as the user wants it now: they may have given it up while the other side was read. */
  const stateNow = async (): Promise<Sending> => {
    const held = await readOutboxRow(database, row.messageId);
    return held?.state.kind === 'sending' ? held.state : state;
  };
  if (!found.ok) {
    const retryAt = world.now() + patience(state.tries, world.random());
    if (found.failure.kind !== 'cancelled')
      await database.transaction('rw', database.outbox, async () =>
        setOutboxState(database, row.messageId, { ...(await stateNow()), retryAt, tries: state.tries + 1 }),
      );
    return false;
  }
  return database.transaction('rw', database.counterparts, database.outbox, async () => {
    if (found.value) await writeCounterpartRow(database, found.value);
    const next = (await isPartThere(database, row.messageId, act.part))
      ? { kind: 'queued' as const }
      : stateOfUnsent(await stateNow());
    await setOutboxState(database, row.messageId, next);
    return next.kind === 'queued';
  });
};
