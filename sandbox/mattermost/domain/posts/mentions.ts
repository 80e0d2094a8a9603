/** The users whom a post mentions: `@name`, `@all`, `@channel`, `@here`; in direct and group messages all others. */
import type { Channel, Post } from '../../model.ts';
import type { Core } from '../../server.ts';
import { permitsIn } from '../roles.ts';

/** The names after `@` in a message, in lower case, with and without the signs that may end a sentence. */
export const namesIn = (message: string): Set<string> => {
  const names = new Set<string>();
  // `@name:server` is one name: it is a user of another server, and mentions nobody here.
  for (const [, name] of message
    .toLowerCase()
    .matchAll(/(?:^|[^a-z0-9._-])@([a-z0-9._-]+(?::[\p{L}\p{N}._-]+)*)/gu))
    if (name !== undefined) names.add(name).add(name.replace(/(?<![.\-_])[.\-_]+$/, ''));
  return names;
};

const meanEverybody = (names: ReadonlySet<string>): boolean =>
  names.has('all') || names.has('channel') || names.has('here');

/** Whether a message mentions everybody in its channel. */
export const mentionsEverybody = (message: string): boolean => meanEverybody(namesIn(message));

/** User ids mentioned by the post, its author left out. */
export const mentionedBy = (core: Core, channel: Channel, post: Post): string[] => {
  if (post.type !== '') return [];
  const isDirect = channel.type === 'D' || channel.type === 'G';
  if (!isDirect && !post.message.includes('@')) return [];
  const members = [...core.state.membersOf(channel.id).keys()].filter((id) => id !== post.user_id);
  if (isDirect) return members;
  const names = namesIn(post.message);
  const author = core.state.users.get(post.user_id);
  // Without the right to it, a mention of everybody mentions nobody.
  if (
    meanEverybody(names) &&
    (author === undefined || permitsIn(core, author, channel, 'use_channel_mentions'))
  )
    return members;
  return members.filter((id) => names.has(core.state.users.get(id)?.username ?? ''));
};

/** `#tags` of a message, as the `hashtags` member lists them. */
export const hashtagsIn = (message: string): string =>
  [...new Set([...message.matchAll(/(?:^|\s)(#[\p{L}][\p{L}\p{N}_-]{2,})/gu)].map(([, tag]) => tag))].join(
    ' ',
  );
