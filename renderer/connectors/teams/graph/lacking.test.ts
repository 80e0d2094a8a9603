import { describe, expect, it } from 'vitest';
import { featuresOf } from './lacking.ts';

describe('the permissions that a request needs besides those of chats', () => {
  it.each([
    ['/me/chats', 'read', []],
    ['/chats/19:c/messages', 'change', []],
    ['/chats/19:c/members', 'read', []],
    ['/me/chats?$top=50', 'read', []],
    ['/users/a?$select=id', 'read', []],
    ['/me/joinedTeams', 'read', ['channels']],
    ['/me/teamwork/associatedTeams', 'read', ['channels']],
    ['/teams/t/channels/c/messages/delta', 'read', ['channels']],
    ['https://graph.example/v1.0/teams/t/channels/c/messages?$skiptoken=x', 'read', ['channels']],
    ['/teams/t/channels/c/messages/1/hostedContents/h/$value', 'read', ['channels']],
    ['/teams/t/channels/c/members', 'read', ['channels', 'channel-members']],
    ['/teams/t/channels/c/messages', 'change', ['channels', 'channel-writing']],
    ['/teams/t/channels/c/messages/1/replies/2/softDelete', 'change', ['channels', 'channel-writing']],
    ['/communications/getPresencesByUserId', 'change', ['presence']],
    ['/me/presence/setUserPreferredPresence', 'change', ['presence', 'own-presence']],
    ['/me/presence/clearUserPreferredPresence', 'change', ['presence', 'own-presence']],
    ['/me/drive/root:/x:/content', 'change', ['files']],
    ['/drives/d/items/i', 'read', ['files']],
    ['/shares/u!abc/driveItem', 'read', ['files']],
  ] as const)('%s (%s)', (path, wish, features) => {
    expect(featuresOf(path, wish)).toEqual(features);
  });
});
