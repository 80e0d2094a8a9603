/**
 * Graph's documented limits for Teams (facts, graph §4; shown at https://learn.microsoft.com/graph/throttling-limits) and the part of them
 * that Isthmus uses, narrowest first. Most limits are per app and tenant: all users of the app there share them, so one Isthmus takes only
 * a part.
 */
import type { Limit } from '../../limits.ts';

/** The segments below the version, not decoded; empty for addresses that are not Graph's. */
export const segmentsOf = (url: URL): readonly string[] => {
  const [, below = ''] = /\/(?:v\d+\.\d+|beta)\/(.*)/s.exec(url.pathname) ?? [];
  return below.split('/').filter((segment) => segment !== '');
};

interface Asked {
  readonly chat: string | null;
  readonly team: string | null;
  readonly channel: string | null;
  readonly isMessages: boolean;
  /** Whether messages are posted to this path: a chat's or channel's messages, or a thread's replies. */
  readonly isPostBox: boolean;
  readonly isChatList: boolean;
  readonly isBatch: boolean;
}

const decoded = (segment: string | undefined): string | null => {
  if (segment === undefined) return null;
  try {
    return decodeURIComponent(segment);
  } catch {
    // Harmless: an address that is not encoded is used as it is.
    return segment;
  }
};

const askedOf = (url: URL): Asked => {
  const segments = segmentsOf(url);
  const after = (name: string): string | null => {
    const at = segments.indexOf(name);
    return at < 0 ? null : decoded(segments[at + 1]);
  };
  const chat = after('chats');
  return {
    chat,
    team: after('teams'),
    channel: after('channels'),
    isMessages: segments.includes('messages'),
    isPostBox: /^(?:messages|replies|replyWithQuote)$/.test(segments.at(-1) ?? ''),
    isChatList: segments.at(-1) === 'chats' || (chat !== null && segments.at(-2) === 'chats'),
    isBatch: segments[0] === '$batch',
  };
};

const read = (method: string): boolean => method === 'GET';
const posts = (method: string, { isPostBox }: Asked): boolean => method === 'POST' && isPostBox;

export const teamsLimits: readonly Limit[] = [
  {
    // Documented: 1 a second per app and tenant on a given channel or chat. Isthmus uses all of it. This also keeps the limit of 1 message
    // a second per user in a chat or channel.
    name: 'teams-one-conversation',
    resourceOf: (_method, url) => {
      const { chat, channel } = askedOf(url);
      return chat ?? channel;
    },
    perSecond: 1,
    burst: 1,
  },
  {
    // Documented: 4 a second per app on a given team. One is left for requests to the team in batches.
    name: 'teams-one-team',
    resourceOf: (_method, url) => askedOf(url).team,
    perSecond: 3,
    burst: 3,
  },
  {
    // Documented: 5 a second per user for List chats and Get chat.
    name: 'teams-chat-list',
    resourceOf: (method, url) => (read(method) && askedOf(url).isChatList ? 'chats' : null),
    perSecond: 2,
    burst: 3,
  },
  {
    // Documented: 20 a second per app and tenant, for channel messages and for chat messages each.
    name: 'teams-messages',
    resourceOf: (method, url) => (read(method) && askedOf(url).isMessages ? 'messages' : null),
    perSecond: 10,
    burst: 10,
  },
  {
    // Documented: 20 a second per app and tenant. Isthmus uses most of it, because users write many messages at once, and seldom several
    // users at the same time.
    name: 'teams-chat-posts',
    resourceOf: (method, url) => {
      const asked = askedOf(url);
      return asked.chat !== null && posts(method, asked) ? 'posts' : null;
    },
    perSecond: 15,
    burst: 15,
  },
  {
    // Documented: 50 a second per app and tenant.
    name: 'teams-channel-posts',
    resourceOf: (method, url) => {
      const asked = askedOf(url);
      return asked.channel !== null && posts(method, asked) ? 'posts' : null;
    },
    perSecond: 30,
    burst: 30,
  },
  {
    // A batch saves round trips only: each of its up to 20 requests counts, and 30 requests a second are documented.
    name: 'teams-batch',
    resourceOf: (_method, url) => (askedOf(url).isBatch ? 'batch' : null),
    perSecond: 1,
    burst: 1,
  },
  {
    // Documented: 30 a second per app and tenant for requests without a limit of their own.
    name: 'teams-other',
    resourceOf: (method, url) => {
      const asked = askedOf(url);
      const hasOwn = asked.isBatch || (asked.isMessages && (read(method) || posts(method, asked)));
      return hasOwn || segmentsOf(url).length === 0 ? null : 'other';
    },
    perSecond: 10,
    burst: 10,
  },
];
