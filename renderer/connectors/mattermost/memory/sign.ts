import type { MessageId } from '../../../model/index.ts';

/**
 * The thread in which a relay seems to type for a link's sign. A server does not check the thread of a typing event (facts, relay §3). A hint
 * names the link's own post, whose thread hardly anybody has open. A beat names its id backwards, which is no post.
 */
export const signOfLink = (post: MessageId, sign: 'hint' | 'beat'): MessageId => {
  const at = post.lastIndexOf('/') + 1;
  return sign === 'hint'
    ? post
    : (`${post.slice(0, at)}${Array.from(post.slice(at)).reverse().join('')}` as MessageId);
};
