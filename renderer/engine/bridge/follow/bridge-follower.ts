/**
 * The bridge as a follower of the mirror: stored messages get rows in the outbox, and posts that link their channel get rows in their
 * table.
 */
import { type ConversationId, type Message, type PersonId, reactionName } from '../../../model/index.ts';
import type { Follower, WrittenBatch } from '../../follower.ts';
import { forgetLinkPostsOf, readLinkRows, removeCarriedOf } from '../../../store/index.ts';
import { isLinkOf } from '../links/link-id.ts';
import { keepLinkPosts } from '../links/link-posts.ts';
import { copiesAmong } from './copies-among.ts';
import { keepLeftAuthors } from './keep-left-authors.ts';
import { type Touched, touchOutbox } from './touch.ts';

export const bridgeFollower: Follower = {
  tables: ({ accounts, messages, links, counterparts, outbox, linkPosts, pinsRead, twins, leftAuthors }) => [
    accounts,
    messages,
    links,
    counterparts,
    outbox,
    linkPosts,
    pinsRead,
    twins,
    leftAuthors,
  ],

  follow: async (database, { account, heardAt }, written) => {
    const { messages, replaced } = written;
    const touched = await touchOutbox(database, account.service, messages, account.me, heardAt);
    const hasLinkPosts =
      account.service === 'mattermost' && (await keepLinkPosts(database, messages, replaced));
    const haveLeft = await keepLeftAuthors(database, account, written.people, heardAt);
    const where = new Set([...written.read, ...touched.linked, ...touched.paired]);
    return {
      news: [
        ...(touched.rows > 0 ? [{ kind: 'outbox-filled' } as const] : []),
        ...(hasLinkPosts || concernsLinks(written) ? [{ kind: 'links-touched' } as const] : []),
        ...(haveLeft ? [{ kind: 'authors-left', account: account.id } as const] : []),
        ...(where.size > 0 ? [{ kind: 'read-moved', where } as const] : []),
        ...(touched.linked.length > 0
          ? [{ kind: 'linked-moved', authors: authorsIn(touched, written) } as const]
          : []),
      ],
      recount: touched.paired,
    };
  },

  countedElsewhere: copiesAmong,

  // Linked conversations are kept current even if nobody looks, because their messages are to arrive on the other side.
  keptCurrent: async (database, service) =>
    (await readLinkRows(database)).filter(({ carried }) => carried).map((link) => link[service]),

  forgetConversation: forgetLinkPostsOf,

  // Afterwards this installation counts as another computer: before it carries again, it finds out anew which messages belong together.
  forgetAccount: (database, id) => removeCarriedOf(database, id, (linkId) => isLinkOf(linkId, id)),
};

/**
 * Who wrote what is new or changed in each of these conversations, and who has reacted to it since, or taken that back: their own Isthmuses carry
 * both. Not the author of a new message that is a copy, or has one already: nothing of it waits, unless it was edited or deleted before it was seen
 * here.
 */
const authorsIn = (
  { linked, known }: Pick<Touched, 'linked' | 'known'>,
  { messages, added, before }: Pick<WrittenBatch, 'messages' | 'added' | 'before'>,
): ReadonlyMap<ConversationId, ReadonlySet<PersonId>> => {
  const authors = new Map(linked.map((id) => [id, new Set<PersonId>()] as const));
  for (const { id, conversationId, authorId, editedAt, deletedAt } of messages) {
    const isDone = added.has(id) && known.has(id) && editedAt === null && deletedAt === null;
    if (authorId !== null && !isDone) authors.get(conversationId)?.add(authorId);
  }
  // After all authors: a relay tells only so many at once.
  for (const message of messages)
    for (const person of reactedSince(before.get(message.id), message))
      authors.get(message.conversationId)?.add(person);
  return authors;
};

/** Those whose reactions differ between two forms of a message. */
const reactedSince = (before: Message | undefined, now: Message): readonly PersonId[] => {
  const [had, has] = [reactionsOf(before), reactionsOf(now)];
  return [
    ...[...has].flatMap(([key, person]) => (had.has(key) ? [] : [person])),
    ...[...had].flatMap(([key, person]) => (has.has(key) ? [] : [person])),
  ];
};

const reactionsOf = (message: Message | undefined): ReadonlyMap<string, PersonId> =>
  new Map(
    (message?.reactions ?? []).flatMap((reaction) =>
      reaction.personIds.map((person) => [`${person} ${reactionName(reaction)}`, person] as const),
    ),
  );

/** Whether conversations changed, or somebody claims to be another Teams user than before. */
const concernsLinks = ({ reshaped, people }: WrittenBatch): boolean =>
  reshaped || people.some(({ before, now }) => (before?.claims ?? null) !== now.claims);
