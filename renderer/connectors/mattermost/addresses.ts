/**
 * Addresses of Mattermost's own web app: `{site}/{team}/pl/{post}` leads to a post. Pure, and the only part of this connector that the app
 * page may import.
 */
import type { Account, Conversation, Message } from '../../model/index.ts';
import { makeIds } from './ids.ts';

/**
 * The permalink of a post. Direct and group messages belong to no team: there the server's own redirect chooses one of the user's teams.
 * Null if the site's address is not known.
 */
export const postAddress = (
  { id: accountId, siteUrl }: Pick<Account, 'id' | 'siteUrl'>,
  { webUrl }: Pick<Conversation, 'webUrl'>,
  { id }: Pick<Message, 'id'>,
): string | null => {
  const post = makeIds(accountId).addressOf(id);
  if (post === null || siteUrl === undefined) return null;
  const site = siteUrl.replace(/(?<!\/)\/+$/, '');
  const team = webUrl?.startsWith(`${site}/`) === true ? webUrl.slice(site.length + 1).split('/')[0] : '';
  return team === undefined || team === ''
    ? `${site}/_redirect/pl/${post.postId}`
    : `${site}/${team}/pl/${post.postId}`;
};
