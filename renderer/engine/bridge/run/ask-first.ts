/**
 * Asks a service for what has to be known before a row's act can be decided: whether the row's root is on the other side already, and who
 * deleted a copy.
 */
import { type MessageId, otherService } from '../../../model/index.ts';
import { readMessageRow, readOutboxRow, setOutboxState } from '../../../store/index.ts';
import { isSettling } from '../decide/deciding.ts';
import type { CarryContext } from '../context.ts';
import type { Gathered } from '../decide/gather.ts';
import { failRow } from './carry-work.ts';

/**
 * The message that a reply answers is on the other side already, but the mirror has not seen it yet (Teams pushes nothing): asks for it.
 * True if it came. Where the service refuses because it was asked too often, it says when it may be asked again.
 */
export const seeRoot = async (
  { sides, store, signal, database, world }: CarryContext,
  messageId: MessageId,
  { root, service }: Gathered,
): Promise<boolean> => {
  if (root.kind !== 'awaited' || root.unseen === undefined) return false;
  const target = otherService(service);
  const answer = await sides[target].connector.refresh([root.unseen], signal);
  if (!answer.ok) {
    const waiting = (await readOutboxRow(database, messageId))?.state;
    if (answer.failure.kind === 'throttled' && waiting?.kind === 'waiting')
      await setOutboxState(database, messageId, {
        ...waiting,
        until: world.now() + answer.failure.retryAfterMs,
      });
    return false;
  }
  await store(target, answer.value, 'changes');
  return (await readMessageRow(database, root.unseen)) !== undefined;
};

/**
 * A relay asks whether the author has connected, once the wait for that is over. False if the wait is not over, or it has to be tried again.
 */
export const askAuthor = async (
  context: CarryContext,
  messageId: MessageId,
  { link, message }: Gathered,
): Promise<boolean> => {
  const { database, world, claims } = context;
  const row = await readOutboxRow(database, messageId);
  if (!row || !isSettling(row) || row.state.kind !== 'waiting' || world.now() < row.state.until) return false;
  const failure = await claims.ask(context, link, message.authorId);
  return failure === null || failRow(context, messageId, failure, { isReadable: false });
};

/** Whether a message is to be deleted because its copy on Mattermost, or a part of the copy, was deleted by somebody who is not known. */
export const wantsDeleter = ({ decision, row, copies }: Gathered): boolean =>
  ((decision.kind === 'remove' && decision.from === 'origin') ||
    (decision.kind === 'edit' && decision.from === 'copy')) &&
  row?.origin === 'teams' &&
  copies.some(({ deletedAt, deletedBy }) => deletedAt !== null && deletedBy === undefined);

/**
 * Asks who deleted a message's copy before the message is deleted as well, because events do not say who. False if it has to be tried
 * again.
 */
export const askDeleter = async (
  context: CarryContext,
  messageId: MessageId,
  { link, copies }: Gathered,
): Promise<boolean> => {
  const { memory, signal, store } = context;
  const since = Math.min(...copies.map(({ version }) => version)) - 1;
  const answer = await memory.deletedSince(link.mattermost, since, signal);
  if (!answer.ok) return failRow(context, messageId, answer.failure, { isReadable: false });
  const ids = new Set(copies.map(({ id }) => id));
  await store(
    'mattermost',
    answer.value.filter((change) => change.kind === 'message' && ids.has(change.message.id)),
  );
  return true;
};
