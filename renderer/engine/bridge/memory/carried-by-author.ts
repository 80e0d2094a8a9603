/**
 * Finds out, before a relay carries for an author whose computers are off, what the author's own Isthmus carried before it ended. What stands
 * on Mattermost has a mark from the first moment. In Teams there may be a message whose post has no mark yet: it is known by its note, or by
 * its text and its place. Where neither is certain, the message is left to the author's own Isthmus.
 */
import {
  type Message,
  type MessageId,
  type PersonId,
  type Result,
  type Service,
  succeeded,
  writerOf,
} from '../../../model/index.ts';
import { readMessageRow, readMessagesFrom, writeCounterpartRow, type LinkRow } from '../../../store/index.ts';
import { closestEdition } from '../../sending/editions.ts';
import { readBack } from '../../sending/look.ts';
import type { CarriedFrom } from '../away.ts';
import type { CarryContext } from '../context.ts';
import { knownCounterpart, type Sides } from '../decide/gather.ts';
import { rememberCopy, rowOfCopy } from './notes.ts';
import { bare, matchByText, perhapsSent } from './orphans.ts';

const services: readonly Service[] = ['mattermost', 'teams'];

/**
 * Joins what was carried of this author's messages since `from`. The answer: those of them, on both sides, that may belong together, and may
 * not.
 */
export const joinCarriedByAuthor = async (
  context: CarryContext,
  sides: Sides,
  link: LinkRow,
  author: Readonly<Record<Service, PersonId>>,
  from: CarriedFrom,
): Promise<Result<ReadonlySet<MessageId>>> => {
  const { database, memory, signal, store } = context;
  for (const service of services) {
    const read = await readBack(
      {
        connector: context.sides[service].connector,
        store: (changes) => store(service, changes, 'changes'),
        ...(service === 'mattermost'
          ? { deletedSince: (id, since, within) => memory.deletedSince(id, since, within) }
          : {}),
      },
      { target: link[service], after: from[service] },
      signal,
    );
    if (!read.ok) return read;
  }
  const unknown = (service: Service): Promise<readonly Message[]> =>
    unknownOf(context, sides, link, service, author[service], from);
  for (const message of await unknown('teams')) {
    const row = rowOfCopy(message, link, 'other');
    const post = row === null ? undefined : await readMessageRow(database, row.id);
    // Anybody may write a note: it counts for the author's own posts alone.
    if (row !== null && post?.authorId === author.mattermost) await rememberCopy(database, message, row);
  }
  const { joined, posts, messages } = await matchByText(context, link, {
    mattermost: await unknown('mattermost'),
    teams: await unknown('teams'),
  });
  for (const row of joined) await writeCounterpartRow(database, { ...row, carriedBy: 'other' });
  const doubts = new Set<MessageId>();
  for (const post of perhapsSent(posts)) {
    const alike = closestEdition(post.text, perhapsSent(messages), (copy) => bare(copy, post.text));
    // What rules of the organisation hide shows its text no more.
    const hidden = messages.find(({ message }) => message.blocked === true);
    for (const found of [alike, hidden])
      if (found !== undefined) doubts.add(post.message.id).add(found.message.id);
  }
  return succeeded(doubts);
};

/** An author's messages of a link since then of which nothing is known, oldest first. */
export const unknownOf = async (
  { database }: Pick<CarryContext, 'database'>,
  sides: Sides,
  link: LinkRow,
  service: Service,
  author: PersonId,
  from: CarriedFrom,
): Promise<readonly Message[]> => {
  const since = Math.max(from[service], link.since[service]);
  const all = await readMessagesFrom(database, link[service], since);
  const unknown: Message[] = [];
  for (const message of all) {
    if (writerOf(message) !== author || message.kind !== 'message' || message.deletedAt !== null) continue;
    if ((await knownCounterpart(database, sides, link, message)) === null) unknown.push(message);
  }
  return unknown;
};
