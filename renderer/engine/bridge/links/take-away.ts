/** Removes a link for everybody by deleting its post. */
import { sharedKeyOf } from '../../../model/index.ts';
import {
  readLinkPostRowsOf,
  readLinkRow,
  removeLinkRows,
  type LinkPostRow,
  type LinkRow,
} from '../../../store/index.ts';
import type { LinkDesk } from './desk.ts';
import { type LinkFacts, rightOf } from './facts.ts';
import { done, failedWith, type IntentOutcome, type LinkIntentOf, outcomeOf } from './outcome.ts';

/**
 * Deletes every post that makes this link and whose author may link. If two people linked at the same time, the other's post would take
 * over.
 */
export const takeLinkAway = async (
  desk: LinkDesk,
  { linkId }: LinkIntentOf<'unlink'>,
  facts: LinkFacts,
  signal: AbortSignal,
): Promise<IntentOutcome> => {
  const link = await readLinkRow(desk.database, linkId);
  if (!link) return done;
  if (link.source.kind === 'people') return failedWith({ kind: 'refused', code: 'isthmus.people' });
  const { messageId } = link.source;
  // In a channel that the user has left, nothing can be deleted. Here the link is forgotten.
  if (link.standing.kind === 'side-missing' && link.standing.service === 'mattermost') {
    await removeLinkRows(desk.database, [linkId]);
    return done;
  }
  const posts = (await postsOf(desk, link)).filter((post) => post.id === messageId || mayCount(facts, post));
  for (const post of posts) {
    const failure = await remove(desk, facts, post, signal);
    if (failure !== null) return failure;
  }
  return done;
};

const postsOf = async ({ database }: LinkDesk, link: LinkRow): Promise<readonly LinkPostRow[]> => {
  const posts = await readLinkPostRowsOf(database, link.mattermost);
  return posts.filter(({ note }) => note.teams === sharedKeyOf(link.teams));
};

const mayCount = ({ rights }: LinkFacts, { conversationId, authorId }: LinkPostRow): boolean =>
  authorId !== null && rights.get(rightOf(conversationId, authorId)) !== false;

const remove = async (
  { memory, writing, store }: LinkDesk,
  { me }: LinkFacts,
  { id, conversationId, authorId }: LinkPostRow,
  signal: AbortSignal,
): Promise<IntentOutcome | null> => {
  if (authorId !== me.mattermost) {
    const may = await memory.mayLink(conversationId, me.mattermost, signal);
    if (!may.ok) return outcomeOf(may.failure);
    if (!may.value) return failedWith({ kind: 'no-right' });
  }
  const removed = await writing.remove(id, signal);
  if (!removed.ok) return outcomeOf(removed.failure);
  await store(removed.value);
  return null;
};
