import { describe, expect, it } from 'vitest';
import { changeOfStatus, changeOfUser } from './people.ts';
import { accountId, bob, makeContext, me, user } from '../testing/payloads.ts';

const person = (more: Readonly<Record<string, unknown>> = {}, context = makeContext()) => {
  const change = changeOfUser(user(bob, 'bob.stone', more), context);
  if (change.kind !== 'person') throw new Error(change.kind);
  return change.person;
};

describe('a user becomes a person', () => {
  it('with name, handle, lower-cased address and title', () => {
    expect(person({ first_name: 'Bob', last_name: 'Stone', position: 'Pilot' })).toEqual({
      id: `${accountId}/${bob}`,
      accountId,
      kind: 'person',
      displayName: 'Bob Stone',
      handle: 'bob.stone',
      email: 'bob.stone@example.org',
      jobTitle: 'Pilot',
      photoStamp: '',
      active: true,
      claims: null,
    });
  });

  it('has the nickname or username if there is no name', () => {
    expect(person({ nickname: 'Bobby' }).displayName).toBe('Bobby');
    expect(person().displayName).toBe('bob.stone');
  });

  it('can be a bot, a guest, or deactivated', () => {
    expect(person({ is_bot: true }).kind).toBe('bot');
    expect(person({ roles: 'system_guest' }).kind).toBe('guest');
    expect(person({ delete_at: 5 }).active).toBe(false);
    expect(person({ email: '' }).email).toBeNull();
  });

  it.each([
    ['online', 'online'],
    ['away', 'away'],
    ['dnd', 'do-not-disturb'],
    ['ooo', 'out-of-office'],
    ['offline', 'offline'],
    ['dancing', 'unknown'],
    [null, 'unknown'],
  ])('status %j', (status, presence) => {
    expect(changeOfStatus({ user_id: bob, status }, makeContext())).toMatchObject({ presence });
  });

  it.each([null, [], 3, {}, { id: 3 }, { id: '../x' }])('malformed-person: %j', (raw) => {
    expect(changeOfUser(raw, makeContext())).toEqual({ kind: 'discarded', reason: 'malformed-person' });
    expect(changeOfStatus(raw, makeContext())).toEqual({ kind: 'discarded', reason: 'malformed-person' });
  });

  it('keeps the user’s own words if a list shows the user without notify_props', () => {
    const context = makeContext();
    changeOfUser(
      user(me, 'ada', { notify_props: { mention_keys: 'lovelace,ada', channel: 'false' } }),
      context,
    );
    changeOfUser(user(me, 'ada'), context);
    expect(context.directory.me).toEqual({
      username: 'ada',
      keywords: ['lovelace'],
      firstName: '',
      channelWide: false,
    });
  });
});
