/** Moves one row of the outbox on: decide, write ahead, act, remember; or find out what became of an attempt whose answer was lost. */
import type { MessageId, Result, Service, ServiceFailure } from '../../../model/index.ts';
import { mayBeOfAct, succeeded } from '../../../model/index.ts';
import {
  knowLink,
  type CarriedFile,
  type LinkRow,
  type OutboxRow,
  type OutboxState,
} from '../../../store/index.ts';
import { type CarryContext, otherSide } from '../context.ts';
import type { Decision } from '../decide/decide.ts';
import { decideRow, type Deciding, endRow } from '../decide/deciding.ts';
import { reactionOf } from '../decide/compare.ts';
import { bringFiles } from '../../sending/files.ts';
import { counterpartOf, type Gathered, type Sides } from '../decide/gather.ts';
import { adoptOrphans } from '../memory/orphans.ts';
import {
  answeredBefore,
  patience,
  type Sending,
  type Setback,
  stateAfterFailure,
  stateOfUnsent,
  triesOf,
} from '../../sending/attempt.ts';
import { formIn, performAct, type Performed, type Performing, performSend, rowOfSent } from './perform.ts';
import { draftsOfEdit, emptied, type Planning } from '../text/planning.ts';
import { notedDressing } from '../text/undressing.ts';
import { carryReads } from '../reads/reads.ts';
import { findAttempt, isPartThere } from './recheck.ts';
import { writeAhead } from './write-ahead.ts';

/** `agreed`: nothing is left to do. `sent`: an act was done, and what came of it is stored. `waits`: see the row. */
export type Carried = 'agreed' | 'sent' | 'waits';

/** More acts in a row than any message needs: something goes round in circles. */
const mostActs = 30;

export class Carrier {
  constructor(readonly context: CarryContext) {}

  /**
   * Finds out what belongs together in a link already, or did before it was deleted: a mirror that was built anew sees neither what was
   * not marked (orphans.ts) nor what is gone. False when that could not be asked.
   */
  async adoptWhatWas(link: LinkRow): Promise<boolean> {
    const { memory, signal, store } = this.context;
    const deleted = await memory.deletedSince(link.mattermost, link.since.mattermost, signal);
    if (!deleted.ok) return false;
    await store('mattermost', deleted.value);
    await adoptOrphans(this.context, link);
    // The lease may have run out while this was asked: then others may have carried since.
    if (!this.context.mayGoOn()) return false;
    await knowLink(this.context.database, link.id);
    return true;
  }

  /** Brings both sides' read marks of a link together; false when that has to be tried again. */
  carryReads(link: LinkRow): Promise<boolean> {
    const { database } = this.context;
    return carryReads(this.context, link, (message) => counterpartOf(database, this.#sides(), message));
  }

  /**
   * While another computer carries, or none yet: lets a row go whose message agrees with its counterpart, and marks the user's post where
   * its copy is known. Marking the same twice is harmless, and the longer a post goes unmarked the less tells of what it became.
   */
  async settle(row: OutboxRow): Promise<void> {
    // What this computer asked for and did not hear of is its own to find out.
    if (row.state.kind === 'sending') return;
    const gathered = await decideRow(this.#deciding(false), row);
    if (gathered?.decision.kind !== 'mark') return;
    const { memory, signal, store } = this.context;
    const marked = await memory.mark(gathered.decision.post, gathered.decision.note, signal);
    if (marked.ok) await store('mattermost', marked.value);
  }

  /** Rejects only for what the database refuses; the row then stands as it stood. */
  async carry(row: OutboxRow): Promise<Carried> {
    if (row.state.kind === 'sending' && !(await this.#resolve(row, row.state))) return 'waits';
    let acted = false;
    let asked = false;
    let known = false;
    for (let acts = 0; acts < mostActs; acts += 1) {
      const gathered = await decideRow(this.#deciding(true), row);
      if (gathered === null) return acted ? 'sent' : 'agreed';
      if (gathered.decision.kind === 'wait') {
        if (asked || !(await this.#seeRoot(row.messageId, gathered))) return 'waits';
        asked = true;
        continue;
      }
      if (!known && wantsDeleter(gathered)) {
        known = true;
        if (!(await this.#askDeleter(row, gathered))) return 'waits';
        continue;
      }
      if (!this.context.mayGoOn() || !(await this.#act(row, gathered))) return 'waits';
      acted = true;
    }
    this.context.world.log('bridge-goes-in-circles');
    await this.#setState(row.messageId, { kind: 'failed', reason: { kind: 'broken' } });
    return 'waits';
  }

  /**
   * What a message answers stands on the other side already, and only the mirror has not seen it yet (Teams tells nothing by itself): it
   * is asked for. True when it came. A service that is asked too often says when it may be asked again.
   */
  async #seeRoot(messageId: MessageId, { root, service }: Gathered): Promise<boolean> {
    if (root.kind !== 'awaited' || root.unseen === undefined) return false;
    const { sides, store, signal, database, world } = this.context;
    const target = otherSide(service);
    const answer = await sides[target].connector.refresh([root.unseen], signal);
    if (!answer.ok) {
      const waiting = (await database.outbox.get(messageId))?.state;
      if (answer.failure.kind === 'throttled' && waiting?.kind === 'waiting')
        await this.#setState(messageId, { ...waiting, until: world.now() + answer.failure.retryAfterMs });
      return false;
    }
    await store(target, answer.value, 'changes');
    return (await database.messages.get(root.unseen)) !== undefined;
  }

  /** Asks who deleted what a message became, before the message is deleted as well: events do not tell. False when that has to be tried again. */
  async #askDeleter({ messageId }: OutboxRow, { link, copies }: Gathered): Promise<boolean> {
    const { memory, signal, store } = this.context;
    const since = Math.min(...copies.map(({ version }) => version)) - 1;
    const answer = await memory.deletedSince(link.mattermost, since, signal);
    if (!answer.ok) return this.#failed(messageId, answer.failure, { isReadable: false });
    const ids = new Set(copies.map(({ id }) => id));
    await store(
      'mattermost',
      answer.value.filter((change) => change.kind === 'message' && ids.has(change.message.id)),
    );
    return true;
  }

  /** `carries`: whether this computer is the one that carries. */
  #deciding(carries: boolean): Deciding {
    const { world, database } = this.context;
    return { world, database, sides: this.#sides(), carries };
  }

  /** False when the act did not (certainly) happen. */
  async #act(row: OutboxRow, gathered: Gathered): Promise<boolean> {
    const { decision } = gathered;
    return decision.kind === 'send'
      ? this.#send(row, gathered, decision.part)
      : this.#repeatable(row, gathered);
  }

  async #send(row: OutboxRow, gathered: Gathered, part: number): Promise<boolean> {
    const target = otherSide(gathered.service);
    const files = await this.#files(row, gathered);
    if (files === null) return false;
    const ahead = await writeAhead(this.#planning(), row, gathered, { part, files });
    if (ahead.kind === 'has-all-parts') return this.#hasAllParts(row, gathered);
    if (ahead.kind === 'says-nothing') return this.#leave(row);
    const { draft, of } = ahead;
    const answer = await performSend(this.#performing(), gathered, draft, of);
    // Before it is sent again the conversation is read (recheck.ts).
    if (!answer.ok) return this.#failed(row.messageId, answer.failure, { isReadable: false });
    const { changes, id } = answer.value;
    const form = formIn(changes, id);
    const copies = part === 0 ? [] : gathered.copies;
    const all = form === null || copies.length !== part ? [] : [...copies, form];
    await this.#remember(row.messageId, target, {
      changes,
      unseen: [],
      row: rowOfSent(gathered, {
        ...of,
        // The service may have added what stands for the importance.
        dressing: (form && notedDressing(null, [form])) ?? of.dressing,
        id,
        copies: all,
      }),
    });
    return true;
  }

  async #hasAllParts({ messageId }: OutboxRow, { row }: Gathered): Promise<boolean> {
    if (row === null) return false;
    const { database } = this.context;
    await database.counterparts.put({ ...row, parts: Math.max(1, row.copies.length) });
    await this.#setState(messageId, { kind: 'queued' });
    return true;
  }

  /** Left where it is, and counted. */
  async #leave(row: OutboxRow): Promise<true> {
    const { database } = this.context;
    await database.transaction('rw', database.outbox, database.notCarried, async () =>
      endRow(database, row, 'empty'),
    );
    return true;
  }

  /** The message's files, each there or known not to go; null when that has to be tried again. */
  async #files(row: OutboxRow, { message, link, service }: Gathered): Promise<readonly CarriedFile[] | null> {
    if (message.files.length === 0) return [];
    const { database, signal } = this.context;
    const { messageId } = row;
    const target = otherSide(service);
    const writing = this.#writing();
    const held = await database.outbox.get(messageId);
    await this.#setState(messageId, { kind: 'uploading' });
    const brought = await bringFiles(message, held?.files ?? [], {
      from: writing[service],
      to: writing[target],
      target: link[target],
      signal,
      canBeRead: (side) => this.#canBeRead(link, side === 'from' ? service : target),
      keep: async (files) => {
        await database.outbox.update(messageId, { files });
      },
    });
    if (brought.ok) return brought.value;
    await this.#failed(messageId, brought.failure, { before: triesOf(row.state), isReadable: false });
    return null;
  }

  async #repeatable(row: OutboxRow, gathered: Gathered): Promise<boolean> {
    const { decision, link } = gathered;
    if (!isAct(decision)) return false;
    const service = sideOfAct(decision, gathered);
    const failed = async (failure: ServiceFailure): Promise<false> => {
      const isReadable = mayBeOfAct(failure) && (await this.#canBeRead(link, service));
      return this.#failed(row.messageId, failure, { isReadable });
    };
    await this.#setState(row.messageId, {
      kind: 'sending',
      act: { kind: 'repeatable' },
      after: 0,
      retryAt: 0,
      tries: triesOf(row.state),
      ...answeredBefore(row.state),
    });
    const words = { drafts: await draftsOfEdit(this.#planning(), gathered), emptied: emptied(gathered) };
    const performed = await performAct(this.#performing(), gathered, decision, words);
    if (!performed.ok) {
      if (!isUnknownReaction(decision, performed.failure)) return failed(performed.failure);
      // From now on the connector says that it cannot: the rest goes, and the row ends for that reason.
      await this.#setState(row.messageId, { kind: 'queued' });
      return true;
    }
    const seen = await this.#lookAt(service, performed.value);
    if (!seen.ok) return failed(seen.failure);
    await this.#remember(row.messageId, service, seen.value);
    return true;
  }

  /** The new form of messages whose change the service did not tell: a decision on their old form would undo what was just done. */
  async #lookAt(service: Service, performed: Performed): Promise<Result<Performed>> {
    if (performed.unseen.length === 0) return succeeded(performed);
    const { sides, signal } = this.context;
    const answer = await sides[service].connector.refresh(performed.unseen, signal);
    return answer.ok ? succeeded({ ...performed, changes: [...performed.changes, ...answer.value] }) : answer;
  }

  /** What came of an act, in one transaction with the row that stood for it. */
  async #remember(messageId: MessageId, service: Service, { changes, row }: Performed): Promise<void> {
    const { database, store } = this.context;
    await database.transaction('rw', database.tables, async () => {
      // The pair first: what is stored then goes into this message's own chain, and not into another one that would mark the post, too.
      if (row) await database.counterparts.put(row);
      await store(service, changes);
      await this.#setState(messageId, { kind: 'queued' });
    });
  }

  /** Whether a conversation of the link can be read: what fails there then fails by itself, and not because the service is away. */
  async #canBeRead(link: LinkRow, service: Service): Promise<boolean> {
    const { sides, signal } = this.context;
    return (await sides[service].connector.history(link[service], null, signal)).ok;
  }

  async #failed(
    messageId: MessageId,
    failure: ServiceFailure,
    beside: Pick<Setback, 'before' | 'isReadable'>,
  ): Promise<false> {
    const { database, world } = this.context;
    const row = await database.outbox.get(messageId);
    const given = { now: world.now(), random: world.random(), ...beside };
    const state = row ? stateAfterFailure(row.state, failure, given) : null;
    if (state) await this.#setState(messageId, state);
    return false;
  }

  /** Finds out whether a lost attempt happened. True when that is known now, and the row may go on. */
  async #resolve(row: OutboxRow, state: Sending): Promise<boolean> {
    const { database, world } = this.context;
    const { act } = state;
    if (act.kind === 'repeatable') return true;
    const found = await findAttempt(this.context, row, state);
    if (!found.ok) {
      if (found.failure.kind !== 'cancelled')
        await this.#setState(row.messageId, {
          ...state,
          retryAt: world.now() + patience(state.tries, world.random()),
          tries: state.tries + 1,
        });
      return false;
    }
    return database.transaction('rw', database.tables, async () => {
      if (found.value) await database.counterparts.put(found.value);
      const next = (await isPartThere(database, row.messageId, act.part))
        ? { kind: 'queued' as const }
        : stateOfUnsent(state);
      await this.#setState(row.messageId, next);
      return next.kind === 'queued';
    });
  }

  async #setState(messageId: MessageId, state: OutboxState): Promise<void> {
    await this.context.database.outbox.update(messageId, { state });
  }

  #planning(): Planning {
    const { database, world } = this.context;
    return { database, now: world.now(), sides: this.#sides(), writing: this.#writing() };
  }

  #writing(): Performing['writing'] {
    const { sides } = this.context;
    return { teams: sides.teams.writing, mattermost: sides.mattermost.writing };
  }

  #performing(): Performing {
    const { memory, signal } = this.context;
    return { writing: this.#writing(), memory, signal };
  }

  #sides(): Sides {
    const { sides, me } = this.context;
    const writing = this.#writing();
    return {
      writing,
      accounts: { teams: sides.teams.accountId, mattermost: sides.mattermost.accountId },
      me,
      canRestore: {
        teams: writing.teams.restore !== undefined,
        mattermost: writing.mattermost.restore !== undefined,
      },
      canReact: (service, reaction) => writing[service].canReact(reactionOf(reaction)),
    };
  }
}

type Act = Extract<Decision, { kind: 'edit' | 'remove' | 'restore' | 'react' | 'mark' }>;

const isUnknownReaction = ({ kind }: Act, failure: ServiceFailure): boolean =>
  kind === 'react' && 'because' in failure && failure.because === 'reaction-unknown';

const isAct = (decision: Decision): decision is Act =>
  decision.kind === 'edit' ||
  decision.kind === 'remove' ||
  decision.kind === 'restore' ||
  decision.kind === 'react' ||
  decision.kind === 'mark';

/** Whether a message is to follow because what it became on Mattermost, or a part of it, was deleted, and it is not known by whom. */
const wantsDeleter = ({ decision, row, copies }: Gathered): boolean =>
  ((decision.kind === 'remove' && decision.from === 'origin') ||
    (decision.kind === 'edit' && decision.from === 'copy')) &&
  row?.origin === 'teams' &&
  copies.some(({ deletedAt, deletedBy }) => deletedAt !== null && deletedBy === undefined);

/** The service that an act changes. */
const sideOfAct = (act: Act, { row, service }: Gathered): Service => {
  const origin = row?.origin ?? service;
  switch (act.kind) {
    case 'mark':
      return 'mattermost';
    case 'restore':
      return otherSide(origin);
    case 'edit':
      return act.from === 'origin' ? otherSide(origin) : origin;
    case 'remove':
      return act.from === 'copy' ? otherSide(origin) : origin;
    case 'react':
      return act.on === 'copy' ? otherSide(origin) : origin;
  }
};
