import { describe, expect, it } from 'vitest';
import { teamsLimits } from './limits.ts';

const base = 'https://graph.microsoft.com/v1.0';
const concerned = (method: string, path: string, root = base): Record<string, string> =>
  Object.fromEntries(
    teamsLimits.flatMap(({ name, resourceOf }) => {
      const resource = resourceOf(method, new URL(`${root}${path}`));
      return resource === null ? [] : [[name.replace('teams-', ''), resource]];
    }),
  );

describe('limits', () => {
  it.each([
    [
      'GET',
      '/chats/19%3Aa%40thread.v2/messages?$top=50',
      { 'one-conversation': '19:a@thread.v2', messages: 'messages' },
    ],
    [
      'GET',
      '/me/chats/19:a@thread.v2/messages/1/hostedContents/x/$value',
      { 'one-conversation': '19:a@thread.v2', messages: 'messages' },
    ],
    [
      'GET',
      '/teams/t/channels/c/messages/delta?$top=50',
      { 'one-conversation': 'c', 'one-team': 't', messages: 'messages' },
    ],
    [
      'GET',
      '/teams/t/channels/c/messages/1/replies',
      { 'one-conversation': 'c', 'one-team': 't', messages: 'messages' },
    ],
    ['GET', '/teams/t/allChannels', { 'one-team': 't', other: 'other' }],
    ['GET', '/me/chats?$top=50', { 'chat-list': 'chats', other: 'other' }],
    ['GET', '/chats/c', { 'one-conversation': 'c', 'chat-list': 'chats', other: 'other' }],
    ['GET', '/chats/c/members', { 'one-conversation': 'c', other: 'other' }],
    ['POST', '/chats/c/messages', { 'one-conversation': 'c', 'chat-posts': 'posts' }],
    ['POST', '/chats/c/messages/replyWithQuote', { 'one-conversation': 'c', 'chat-posts': 'posts' }],
    [
      'POST',
      '/teams/t/channels/c/messages/1/replies',
      { 'one-conversation': 'c', 'one-team': 't', 'channel-posts': 'posts' },
    ],
    ['PATCH', '/chats/c/messages/1', { 'one-conversation': 'c', other: 'other' }],
    ['POST', '/users/u/chats/c/messages/1/softDelete', { 'one-conversation': 'c', other: 'other' }],
    ['POST', '/chats/c/messages/1/setReaction', { 'one-conversation': 'c', other: 'other' }],
    ['POST', '/chats/c/markChatReadForUser', { 'one-conversation': 'c', other: 'other' }],
    ['POST', '/$batch', { batch: 'batch' }],
    ['GET', '/me/joinedTeams', { other: 'other' }],
    ['POST', '/communications/getPresencesByUserId', { other: 'other' }],
  ])('of %s %s', (method, path, expected) => {
    expect(concerned(method, path)).toEqual(expected);
  });

  it('apply to a sandbox’s address too, and to no address outside of Graph', () => {
    expect(concerned('GET', '/me/chats', 'https://localhost:3210/graph/v1.0')).toHaveProperty('chat-list');
    expect(concerned('GET', '/thumbnails/chats/messages', 'https://tenant.sharepoint.example')).toEqual({});
  });

  it('never exceed Graph’s documented ones', () => {
    const documented: Record<string, number> = {
      'teams-one-conversation': 1,
      'teams-one-team': 4,
      'teams-chat-list': 5,
      'teams-messages': 20,
      'teams-chat-posts': 20,
      'teams-channel-posts': 50,
      'teams-batch': 30 / 20,
      'teams-other': 30,
    };
    for (const { name, perSecond, burst } of teamsLimits) {
      expect(perSecond).toBeLessThanOrEqual(documented[name] ?? 0);
      expect(burst).toBeLessThanOrEqual(Math.max(1, documented[name] ?? 0));
    }
  });

  it('have the narrowest first: a refusal delays the first that concerns the request', () => {
    expect(teamsLimits.map(({ perSecond }) => perSecond)[0]).toBe(1);
    expect(Object.keys(concerned('GET', '/teams/t/channels/c/messages'))[0]).toBe('one-conversation');
  });
});
