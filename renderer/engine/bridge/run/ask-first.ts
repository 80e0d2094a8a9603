/**
 * Asks a service for what has to be known before a row's act can be decided: whether the row's root is on the other side already, whether its
 * author has connected or carried it before they went, who deleted a copy, and for the form of a message that the mirror lacks.
 */
import {
  isRefusal,
  type MessageId,
  otherService,
  type PersonId,
  type ServiceFailure,
} from '../../../model/index.ts';
import {
  type LinkRow,
  type OutboxRow,
  readMessageRow,
  readMessageRows,
  readOutboxRow,
  readOutboxRowsIn,
  setOutboxState,
} from '../../../store/index.ts';
import { connectedAs } from '../../people/is-connected.ts';
import { patience } from '../../sending/attempt.ts';
import { isSettlingState } from '../decide/author.ts';
import type { CarryContext } from '../context.ts';
import type { Decision } from '../decide/decide.ts';
import { type Deciding, endRowIfStill } from '../decide/deciding.ts';
import type { Gathered } from '../decide/gather.ts';
import { joinCarriedByAuthor } from '../memory/carried-by-author.ts';
import { failRow, sidesOf } from './carry-work.ts';

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
 * Asks for the forms of a message that the mirror lacks. Where they are not there any more, the row ends, unless the user has done something else
 * meanwhile. False if it has to be tried again.
 */
export const seeForms = async (
  context: CarryContext,
  deciding: Deciding,
  row: OutboxRow,
  { on, forms }: Extract<Decision, { readonly kind: 'see' }>,
): Promise<boolean> => {
  const { database, sides, store, signal } = context;
  const answer = await sides[on].connector.refresh(forms, signal);
  if (!answer.ok && !isRefusal(answer.failure))
    return failRow(context, row.messageId, answer.failure, { isReadable: false });
  if (answer.ok) await store(on, answer.value, 'changes');
  const held = await readMessageRows(database, forms);
  if (held.includes(undefined)) await endRowIfStill(deciding, row, 'see');
  return true;
};

/**
 * A relay asks whether the author has connected, once the wait for that is over; and in the same question about the other authors of the link
 * whose waits are over. Of an author who is away it finds out what their own Isthmus carried. False if the wait is not over, or it has to be
 * tried again.
 */
export const askAuthor = async (
  context: CarryContext,
  messageId: MessageId,
  { link, questions, author }: Gathered,
): Promise<boolean> => {
  const { database, world, claims } = context;
  const row = await readOutboxRow(database, messageId);
  if (!row || !isSettlingState(row.state) || world.now() < row.state.until) return false;
  if (author.kind === 'away') {
    const failure = await askCarried(context, link, author.as);
    return failure === null || failRow(context, messageId, failure, { isReadable: false });
  }
  if (questions === null) return false;
  const others = questions.people.length === 0 ? [] : await settledAuthors(context, link.id);
  const people = [...new Set([...questions.people, ...others])].slice(0, mostAtOnce);
  const failure = await claims.ask(context, { ...questions, people });
  if (failure === null) return true;
  if (!isRefusal(failure)) return failRow(context, messageId, failure, { isReadable: false });
  if (questions.ifRefused === 'wait') return waitForMembers(context, messageId, row.state.tries);
  claims.takeForAnswered(questions);
  return true;
};

/** How many profiles one question names at most. */
const mostAtOnce = 100;

/** The authors on Mattermost whose messages have waited long enough to be asked about. */
const settledAuthors = async (
  { database, world, sides }: CarryContext,
  linkId: string,
): Promise<readonly PersonId[]> => {
  const waiting = await readOutboxRowsIn(database, [linkId], 'waiting');
  const settled = waiting.filter(({ state }) => isSettlingState(state) && state.until <= world.now());
  const messages = await readMessageRows(
    database,
    settled.map((row) => row.messageId),
  );
  return messages.flatMap((message) =>
    message?.accountId === sides.mattermost.accountId ? (message.authorId ?? []) : [],
  );
};

/** The row, and what stands behind it, waits with the reason that nobody tells who has connected; each time longer. */
const waitForMembers = async (
  { database, world }: CarryContext,
  messageId: MessageId,
  tries: number,
): Promise<false> => {
  await database.transaction('rw', database.outbox, async () => {
    const held = await readOutboxRow(database, messageId);
    if (!held || !isSettlingState(held.state)) return;
    const until = world.now() + patience(tries, world.random());
    await setOutboxState(database, messageId, {
      ...{ kind: 'waiting', why: 'members-hidden', until, tries: tries + 1 },
    });
  });
  return false;
};

/** Finds out what the own Isthmus of an author carried over a link before the relay took them. Null if that is known now. */
const askCarried = async (
  context: CarryContext,
  link: LinkRow,
  author: PersonId,
): Promise<ServiceFailure | null> => {
  const { database, taken } = context;
  const sides = sidesOf(context);
  const from = taken.from(author);
  const both = await connectedAs(database, sides.accounts, author);
  // The author is back, or is not connected any more: the row is decided by that.
  if (from === null || both === null) return null;
  const doubts = await joinCarriedByAuthor(context, sides, link, both, from);
  if (!doubts.ok) return doubts.failure;
  taken.joined(author, link.id, doubts.value);
  return null;
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
