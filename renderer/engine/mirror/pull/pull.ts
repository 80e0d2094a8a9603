/** Carries out one pull: asks the connector for one page, stores it with its cursor in one transaction, and says how far the walk is. */
import type { Connector } from '../../../connectors/connector.ts';
import { Walk } from '../../../connectors/walk.ts';
import type { Change, MessageId, ServiceFailure } from '../../../model/index.ts';
import type { BatchSource } from '../../follower.ts';
import { readNewestMessage, type CursorRow, type HistoryCursor } from '../../../store/index.ts';
import type { Batch, Ingested } from '../store/batch.ts';
import type { MirrorStore } from '../store/mirror-store.ts';
import { type Pull, type Work } from './schedule.ts';

export interface PullContext {
  readonly store: MirrorStore;
  readonly connector: Connector;
  /** This machine's clock, ms; only used for pacing. */
  readonly now: () => number;
  /** Messages that were created before this stay on the service, ms; null for none. */
  readonly notBefore: number | null;
  readonly gone: ReadonlyMap<MessageId, number>;
  readonly signal: AbortSignal;
}

export type Pulled =
  | { readonly ok: true; readonly cursor: CursorRow; readonly more: boolean; readonly ingested: Ingested }
  | { readonly ok: false; readonly failure: ServiceFailure };

/** Carries out `pull`. Rejects only when the database refuses to store. */
export const carryOutPull = (context: PullContext, pull: Pull): Promise<Pulled> => {
  switch (pull.kind) {
    case 'first-page':
      return pullHistory(context, pull.work, null);
    case 'older-page': {
      const { history } = pull.work.cursor;
      if (history.kind !== 'partial') throw new Error(`no older page in state ${history.kind}`);
      return pullHistory(context, pull.work, history.position);
    }
    case 'changes':
      return pullChanges(context, pull.work);
  }
};

const pullHistory = async (context: PullContext, work: Work, position: string | null): Promise<Pulled> => {
  const { store, connector } = context;
  // Taken before the question is sent: what arrives live meanwhile is newer than this, and must not count as missing from the page.
  const newestKnown = await newestCreatedAt(context, work);
  const answer = await connector.history(work.id, position, context.signal);
  if (!answer.ok) return answer;
  const page = answer.value;
  const source = position === null && work.isNew ? 'changes' : 'history';
  if (position === null) work.walks.history = new Walk();
  const step = work.walks.history.step(position ?? '', page.next, contentOf(page.changes));
  const oldest = oldestOf(page.changes, work.cursor.history);
  const covers = page.covers && {
    conversationId: work.id,
    from: page.covers.from,
    to: Math.min(page.covers.to, Math.max(newestKnown, newestOf(page.changes))),
  };
  const cursor: CursorRow = {
    ...work.cursor,
    // Only a walk in order of creation may end at the first old message. Channels of Teams come in order of thread activity, and their
    // connector ends the walk.
    history: historyAfter(page.next, oldest, page.covers ? context.notBefore : null),
    changes: page.changesCursor ?? work.cursor.changes,
    pulledAt: position === null ? context.now() : work.cursor.pulledAt,
  };
  if (step !== 'moves')
    return standStill(context, work, source, page.changes, step === 'empty' ? cursor : null);
  const ingested = await store.write(batchOf(context, work, source, page.changes, cursor, covers));
  return { ok: true, cursor, more: cursor.history.kind === 'partial', ingested };
};

const pullChanges = async (context: PullContext, work: Work): Promise<Pulled> => {
  const { changes } = work.cursor;
  if (changes === null) return { ok: false, failure: { kind: 'cursor-gone' } };
  const asked = context.now();
  const answer = await context.connector.changes(work.id, changes, context.signal);
  if (!answer.ok) return answer;
  const page = answer.value;
  if (page.anew === true) work.walks.changes = new Walk();
  const next = page.more ? page.cursor : null;
  const step = work.walks.changes.step(changes, next, contentOf(page.changes));
  if (next === null) work.walks.changes = new Walk();
  const cursor: CursorRow = {
    ...work.cursor,
    changes: page.cursor,
    pulledAt: context.now(),
    walking: page.more,
    ...(work.cursor.walking === true ? {} : { walkedFrom: asked }),
  };
  if (step !== 'moves')
    return standStill(context, work, 'changes', page.changes, step === 'empty' ? cursor : null);
  const ingested = await context.store.write(batchOf(context, work, 'changes', page.changes, cursor, null));
  return { ok: true, cursor, more: page.more, ingested };
};

/**
 * A walk that does not move. What its page holds is stored, since it is true, and the walk rests. After empty pages it goes on from the
 * next one (`cursor`), because they may end.
 */
const standStill = async (
  context: PullContext,
  work: Work,
  source: BatchSource,
  changes: readonly Change[],
  cursor: CursorRow | null,
): Promise<Pulled> => {
  await context.store.write(batchOf(context, work, source, changes, cursor, null));
  if (cursor !== null) work.cursor = cursor;
  return { ok: false, failure: { kind: 'stands-still' } };
};

/** What distinguishes a page from the others of its walk; '' if it holds nothing, null if none of it could be read. */
const contentOf = (changes: readonly Change[]): string | null => {
  const told = changes.flatMap((change) => {
    if (change.kind === 'message') return [`${change.message.id} ${change.message.version}`];
    return change.kind === 'message-gone' ? [change.id] : [];
  });
  const isUnreadable = told.length === 0 && changes.some(({ kind }) => kind === 'discarded');
  return isUnreadable ? null : told.join('\n');
};

const batchOf = (
  context: PullContext,
  work: Work,
  source: BatchSource,
  changes: readonly Change[],
  cursor: CursorRow | null,
  covers: Batch['covers'],
): Batch => ({
  accountId: work.cursor.accountId,
  source,
  changes,
  cursor,
  covers,
  notBefore: context.notBefore,
  gone: context.gone,
});

/** The history cursor after a page: done, ended at the depth limit, or to go on. */
export const historyAfter = (
  next: string | null,
  oldest: number,
  notBefore: number | null,
): HistoryCursor => {
  if (next === null) return { kind: 'complete' };
  if (notBefore !== null && oldest < notBefore) return { kind: 'limited', position: next, oldest };
  return { kind: 'partial', position: next, oldest };
};

/** The smallest createdAt of a page's own timeline, never larger than what was reached before (threads bring older roots with them). */
const oldestOf = (changes: readonly Change[], history: HistoryCursor): number => {
  const before = history.kind === 'partial' || history.kind === 'limited' ? history.oldest : Infinity;
  let oldest = Infinity;
  for (const change of changes)
    if (change.kind === 'message' && change.message.threadId === '')
      oldest = Math.min(oldest, change.message.createdAt);
  return Math.min(before, oldest);
};

const newestOf = (changes: readonly Change[]): number => {
  let newest = -Infinity;
  for (const change of changes)
    if (change.kind === 'message') newest = Math.max(newest, change.message.createdAt);
  return newest;
};

const newestCreatedAt = async ({ store }: PullContext, work: Work): Promise<number> => {
  const newest = await readNewestMessage(store.database, work.id);
  return newest?.createdAt ?? -Infinity;
};
