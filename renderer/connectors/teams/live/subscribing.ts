/** Graph's change notifications for messages (learn.microsoft.com/graph/api/resources/subscription, teams-changenotifications-chatmessage). */
import { failed, succeeded, type AccountId, type ConversationId, type Result } from '../../../model/index.ts';
import type { ChangeSubscription, SubscribingCapability, SubscriptionScope } from '../../subscribing.ts';
import type { Connection } from '../connection.ts';
import { asText, type JsonRecord } from '../graph/json.ts';
import { readAll } from '../graph/pages.ts';
import { channelConversationId, chatConversationId, isUsableId, pathOf, placeOf } from '../ids.ts';

/** Reactions are updates. */
const changeType = 'created,updated,deleted';

export const createTeamsSubscribing = ({
  accountId,
  client,
  world,
}: Pick<Connection, 'accountId' | 'client' | 'world'>): SubscribingCapability => {
  const read = (answer: Result<JsonRecord>): Result<ChangeSubscription> => {
    if (!answer.ok) return answer;
    const subscription = subscriptionFrom(accountId, answer.value);
    return subscription
      ? succeeded(subscription)
      : failed({ kind: 'refused', status: 200, code: 'no-subscription' });
  };
  const at = (id: string): string => `/subscriptions/${encodeURIComponent(id)}`;
  return {
    list: async (signal) => {
      const all = await readAll(client, '/subscriptions', signal);
      if (!all.ok) return all;
      return succeeded(all.value.flatMap((item) => subscriptionFrom(accountId, item) ?? []));
    },
    create: async ({ scope, notificationUrl, secret, expiresAt }, signal) => {
      const resource = resourceOf(accountId, scope);
      if (resource === null) return failed({ kind: 'not-found' });
      const body = {
        ...{ changeType, resource, notificationUrl, clientState: secret },
        lifecycleNotificationUrl: notificationUrl,
        expirationDateTime: new Date(expiresAt).toISOString(),
      };
      return read(await client.post('/subscriptions', body, signal));
    },
    renew: async (id, expiresAt, signal) =>
      read(await client.patch(at(id), { expirationDateTime: new Date(expiresAt).toISOString() }, signal)),
    reauthorise: async (id, signal) => {
      const token = await world.accessToken(accountId, true);
      if (!token.ok) return token;
      const answer = await client.post(`${at(id)}/reauthorize`, {}, signal);
      return answer.ok ? succeeded(null) : answer;
    },
    remove: async (id, signal) => {
      const answer = await client.remove(at(id), signal);
      return answer.ok || answer.failure.kind === 'not-found' ? succeeded(null) : answer;
    },
    conversationOf: (resource) => scopeOf(accountId, resource)?.conversation ?? null,
  };
};

const allChats = '/me/chats/getAllMessages';

const resourceOf = (account: AccountId, scope: SubscriptionScope): string | null => {
  if (scope.kind === 'all-chats') return allChats;
  const place = placeOf(account, scope.id);
  return place && `${pathOf(place)}/messages`;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    // Harmless: an id that is not encoded is used as it is.
    return part;
  }
};

interface NamedScope {
  /** Null for all chats. */
  readonly conversation: ConversationId | null;
  /** Whether all messages are meant, and not one. */
  readonly isWhole: boolean;
}

/** Reads `chats('a')/messages('b')`, and `/chats/a/messages`, as Graph writes resources in notifications and gives back those of subscriptions. */
const scopeOf = (account: AccountId, resource: string): NamedScope | null => {
  const parts = resource
    .replace(/\('([^'()]*)'\)/g, '/$1')
    .replace(/^\//, '')
    .split('/')
    .map(decoded);
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = parts;
  if (/^(?:me|users\/[^/]+)\/chats\/getAllMessages$/i.test(parts.join('/')))
    return { conversation: null, isWhole: true };
  if (first === 'chats' && isUsableId(second) && third === 'messages')
    return { conversation: chatConversationId(account, second), isWhole: parts.length === 3 };
  const isChannel = first === 'teams' && third === 'channels' && fifth === 'messages';
  if (!isChannel || !isUsableId(second) || !isUsableId(fourth)) return null;
  return { conversation: channelConversationId(account, second, fourth), isWhole: parts.length === 5 };
};

const isOurs = (types: string | null): boolean =>
  (types ?? '').split(',').sort().join() === changeType.split(',').sort().join();

/** Null if it has no id or no end. */
const subscriptionFrom = (account: AccountId, item: JsonRecord): ChangeSubscription | null => {
  const [id, notificationUrl, resource] = [item.id, item.notificationUrl, item.resource].map(asText);
  const expiresAt = Date.parse(asText(item.expirationDateTime) ?? '');
  if (!id || Number.isNaN(expiresAt)) return null;
  const named = isOurs(asText(item.changeType)) ? scopeOf(account, resource ?? '') : null;
  return {
    id,
    scope: !named?.isWhole
      ? null
      : named.conversation === null
        ? { kind: 'all-chats' }
        : { kind: 'conversation', id: named.conversation },
    notificationUrl: notificationUrl ?? '',
    lifecycleUrl: asText(item.lifecycleNotificationUrl),
    applicationId: asText(item.applicationId),
    expiresAt,
  };
};
