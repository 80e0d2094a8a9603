import { digest, type MessageId } from '../../../model/index.ts';
import type { LinkSign } from '../../writing.ts';

/** Ids of Mattermost have so many letters and digits. */
const idLength = 26;

/**
 * The thread in which a relay seems to type for a link's sign. A server does not check the thread of a typing event (facts, relay §3). A hint
 * names the link's own post, whose thread hardly anybody has open. The others name what is no post: a beat the id backwards, and what somebody
 * wrote a digest, which only that person's Isthmus knows for theirs. How many desktops there are is a digest too.
 */
export const signOfLink = (post: MessageId, sign: LinkSign): MessageId => {
  if (sign === 'hint') return post;
  const at = post.lastIndexOf('/') + 1;
  const id = post.slice(at);
  return `${post.slice(0, at)}${threadOf(id, sign)}` as MessageId;
};

const threadOf = (id: string, sign: Exclude<LinkSign, 'hint'>): string => {
  if (sign === 'beat') return Array.from(id).reverse().join('');
  return digestOf(id, 'wrote' in sign ? sign.wrote : `desktops ${sign.desktops}`);
};

const digestOf = (id: string, person: string): string =>
  `${digest(`${id} ${person}`)}${digest(`${person} ${id}`)}`.slice(0, idLength).padEnd(idLength, '0');
