import { describe, expect, it } from 'vitest';
import type { Person } from '../../../model/index.ts';
import { channelConversationId, chatConversationId } from '../ids.ts';
import { userProperties } from './people.ts';
import { member, peopleOf } from '../testing/samples.ts';
import { createScripted, valueOf } from '../testing/scripted.ts';
import { graphRefusal, testAccount } from '../testing/test-world.ts';

const never = new AbortController().signal;

describe('members', () => {
  it.each([
    ['a colleague', member('u1'), 'person', 'user/u1'],
    ['a guest of the tenant', member('u1', { roles: ['guest'] }), 'guest', 'user/u1'],
    ['a guest whose role has a capital', member('u1', { roles: ['Guest'] }), 'guest', 'user/u1'],
    ['a colleague whose roles are null', member('u1', { roles: null }), 'person', 'user/u1'],
    ['somebody of another tenant', member('u1', { tenantId: 'other' }), 'guest', 'user/u1'],
    ['an anonymous guest', { anonymousGuestId: 'a1', displayName: 'Visitor' }, 'guest', 'user/a1'],
    ['a phone', { phoneNumber: '+1', displayName: null }, 'guest', 'user/+1'],
  ])('%s', async (_name, item, kind, id) => {
    const { connector } = createScripted({ '/chats/19:c/members': { value: [item, {}] } });
    const changes = valueOf(await connector.members(chatConversationId(testAccount, '19:c'), never));
    expect(peopleOf(changes)[0]).toMatchObject({ id: `account-1/${id}`, kind });
    expect(changes).toContainEqual({ kind: 'discarded', reason: 'malformed-person' });
    expect(changes.find((change) => change.kind === 'members')?.membership.personIds).toEqual([
      `account-1/${id}`,
    ]);
  });
});

describe('people', () => {
  const user = (id: string) => `/users/${id}?$select=${userProperties}`;
  const ids = (...names: string[]) => names.map((name) => `account-1/${name}`) as Person['id'][];

  it('come from the directory, without applications and strangers', async () => {
    const { connector } = createScripted({
      [user('u1')]: {
        id: 'u1',
        displayName: 'Ben',
        userPrincipalName: 'ben@contoso.example',
        mail: null,
        userType: 'Member',
      },
      [user('u2')]: {
        id: 'u2',
        displayName: 'Cleo',
        userPrincipalName: 'cleo_x#EXT#@contoso.example',
        mail: 'cleo@x.example',
      },
    });
    const changes = valueOf(
      await connector.people(ids('user/u1', 'user/u2', 'user/u3', 'application/a1'), never),
    );
    expect(peopleOf(changes)).toMatchObject([
      { displayName: 'Ben', email: 'ben@contoso.example', kind: 'person' },
      { displayName: 'Cleo', email: 'cleo@x.example', kind: 'guest' },
    ]);
  });

  it('are forbidden without permission for any', async () => {
    const { connector } = createScripted({ [user('u1')]: graphRefusal(403, 'Authorization_RequestDenied') });
    expect(await connector.people(ids('user/u1'), never)).toMatchObject({
      ok: false,
      failure: { kind: 'forbidden' },
    });
    expect(valueOf(await connector.people(ids('application/a1'), never))).toEqual([]);
  });
});

describe('members of a channel', () => {
  it('need a permission that an administrator grants', async () => {
    const { connector } = createScripted({ '/teams/t/channels/k/members': graphRefusal(403, 'Forbidden') });
    expect(await connector.members(channelConversationId(testAccount, 't', 'k'), never)).toEqual({
      ok: false,
      failure: { kind: 'forbidden', status: 403, code: 'Forbidden' },
    });
  });
});

describe('presence', () => {
  const ids = ['account-1/user/u1', 'account-1/application/a1', 'account-1/user/u1'] as Person['id'][];
  const read = async (availability: unknown, activity: unknown): Promise<unknown> => {
    const { connector } = createScripted({
      '/communications/getPresencesByUserId': { value: [{ id: 'u1', availability, activity }] },
    });
    const [change] = valueOf(await connector.presence(ids, never));
    return change?.kind === 'presence' ? change.presence : change;
  };

  it.each([
    ['Available', 'Available', 'online'],
    ['AvailableIdle', 'Inactive', 'online'],
    ['Away', 'Away', 'away'],
    ['BeRightBack', 'BeRightBack', 'away'],
    ['Busy', 'InACall', 'busy'],
    ['BusyIdle', 'InAMeeting', 'busy'],
    ['DoNotDisturb', 'Presenting', 'do-not-disturb'],
    ['Offline', 'OffWork', 'offline'],
    ['Offline', 'OutOfOffice', 'out-of-office'],
    ['Available', 'OutOfOffice', 'online'],
    ['PresenceUnknown', 'PresenceUnknown', 'unknown'],
    ['Dancing', null, 'unknown'],
    [null, null, 'unknown'],
  ])('%s (%s) is %s', async (availability, activity, expected) => {
    expect(await read(availability, activity)).toBe(expected);
  });

  it('is requested once, for users only, each one time', async () => {
    const { connector, world } = createScripted({
      '/communications/getPresencesByUserId': { value: ['x', { id: null }] },
    });
    expect(valueOf(await connector.presence(ids, never))).toEqual([
      { kind: 'discarded', reason: 'malformed-person' },
    ]);
    expect(await world.requests[0]?.json()).toEqual({ ids: ['u1'] });
    expect(valueOf(await connector.presence([], never))).toEqual([]);
    expect(world.requests).toHaveLength(1);
  });
});
