/**
 * Addresses of Mattermost's own web app: `{site}/{team}/pl/{post}` leads to a post. Pure, and the only part of this connector that the app
 * page may import.
 */
import type { Account, AddressedPlace, Conversation, Message } from '../../model/index.ts';
import { isServiceId, makeIds } from './ids.ts';

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
  const site = withoutSlash(siteUrl);
  const team = webUrl?.startsWith(`${site}/`) === true ? webUrl.slice(site.length + 1).split('/')[0] : '';
  return team === undefined || team === ''
    ? `${site}/_redirect/pl/${post.postId}`
    : `${site}/${team}/pl/${post.postId}`;
};

/**
 * Where an address of this account's server leads: `{site}/{team}/pl/{post}` and `{site}/_redirect/pl/{post}` to a post, which may be in any of
 * `conversations` (those of the account) because a permalink names no channel; `{site}/{team}/channels/{channel}` to a channel. Null for
 * anything else.
 */
export const postPlaceAt = (
  { id: accountId, siteUrl }: Pick<Account, 'id' | 'siteUrl'>,
  conversations: readonly Pick<Conversation, 'id' | 'webUrl'>[],
  address: string,
): AddressedPlace | null => {
  const url = URL.parse(address);
  const site = siteUrl === undefined ? null : URL.parse(`${withoutSlash(siteUrl)}/`);
  if (site === null || url?.origin !== site.origin) return null;
  if (!url.pathname.startsWith(site.pathname)) return null;
  const [team, kind, name, ...rest] = url.pathname.slice(site.pathname.length).split('/');
  if (!team || !name || rest.some((part) => part !== '')) return null;
  if (kind === 'pl' && isServiceId(name)) {
    const ids = makeIds(accountId);
    const channels = conversations.flatMap(({ id }) => ids.channelIdOf(id) ?? []);
    return { messages: channels.map((channel) => ids.message(channel, name)), conversation: null };
  }
  if (kind !== 'channels') return null;
  const wanted = `${url.origin}${site.pathname}${team}/channels/${name}`;
  const channel = conversations.find(({ webUrl }) => webUrl !== null && URL.parse(webUrl)?.href === wanted);
  return channel === undefined ? null : { messages: [], conversation: channel.id };
};

const withoutSlash = (address: string): string => address.replace(/(?<!\/)\/+$/, '');
