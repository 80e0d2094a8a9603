/** Whether a message's new form is what its pair last agreed on. Most changes are echoes of what this Isthmus did itself. Pure. */
import { type Message, type PersonId, sharedKeyOf } from '../../../model/index.ts';
import type { CounterpartRow, LinkRow, Snapshot } from '../../../store/index.ts';
import { reactionsBy, snapshotOf } from './compare.ts';
import { presentCopies } from '../text/parts.ts';
import { carriesForOthers } from './relay.ts';

/** `me`: the user on the message's service. False if this form alone does not show it; then the bridge looks. */
export const isAgreed = (
  pair: CounterpartRow,
  message: Message,
  me: PersonId,
  link: Pick<LinkRow, 'relay'>,
): boolean => {
  const { carriedBy, origin, originBase, copyBase, copies, parts, reactions } = pair;
  if (carriedBy !== 'me' || message.blocked || originBase === null || copyBase === null) return false;
  const isRelayed = carriesForOthers(link);
  if (!isRelayed && message.authorId !== me) return false;
  // Where there are several copies, no single one shows the state of all.
  if (parts !== 1 || copies.length !== 1) return false;
  const isOrigin = pair.id === message.id;
  if (!isSame(snapshotOf(message), isOrigin ? originBase : copyBase)) return false;
  if (isRelayed) return true;
  if (reactionsBy(message, me).join(' ') !== [...reactions].sort().join(' ')) return false;
  return !isOrigin || origin === 'teams' || isMarked(pair, message);
};

const isSame = (one: Snapshot, other: Snapshot): boolean =>
  one.deleted === other.deleted && one.text === other.text;

const isMarked = ({ copies }: CounterpartRow, { note }: Message): boolean =>
  note?.kind === 'mark' && note.teams.join(' ') === presentCopies(copies).map(sharedKeyOf).join(' ');
