/** New chats against the sandbox's Graph. */
import { expect, it } from 'vitest';
import type { PersonId } from '../../../model/index.ts';
import { testAccount } from '../testing/test-world.ts';
import { valueOf } from '../testing/scripted.ts';
import { never } from './testing/drafting.ts';
import { createSetting } from './testing/setting.ts';

const invited = (id: PersonId) => ({ id, kind: 'person' }) as const;

it('an existing one-to-one chat is returned, and may be requested again', async () => {
  const { me, other, chat } = createSetting();
  const { starting } = me.connector;
  if (!starting) throw new Error('nothing can be begun');
  expect(starting.isRepeatable([invited(other.id)])).toBe(true);
  const started = valueOf(await starting.start([invited(other.id)], never));
  expect(started.id).toBe(chat);
  expect(started.changes).toMatchObject([
    {
      kind: 'conversation',
      conversation: { id: chat, kind: 'direct', name: null, participants: [me.id, other.id].sort() },
    },
  ]);
});

it('each request makes a new group chat, which the overview then lists with its members', async () => {
  const { me, other, tenant } = createSetting();
  const { starting } = me.connector;
  if (!starting) throw new Error('nothing can be begun');
  const overview = valueOf(await me.connector.overview(never));
  const third = overview.changes.flatMap((change) =>
    change.kind === 'person' &&
    change.person.kind === 'person' &&
    change.person.active &&
    ![me.id, other.id].includes(change.person.id)
      ? [change.person.id]
      : [],
  )[0];
  if (third === undefined) throw new Error('nobody else is known');
  const others = [invited(other.id), invited(third)];
  expect(starting.isRepeatable(others)).toBe(false);
  const before = tenant.acts.conversations().length;
  const one = valueOf(await starting.start(others, never));
  const two = valueOf(await starting.start(others, never));
  expect(two.id).not.toBe(one.id);
  expect(tenant.acts.conversations()).toHaveLength(before + 2);
  const listed = valueOf(await me.connector.overview(never)).changes.find(
    (change) => change.kind === 'conversation' && change.conversation.id === one.id,
  );
  expect(listed).toMatchObject({
    conversation: { kind: 'group', name: null, participants: [me.id, other.id, third].sort() },
  });
});

it('a person who is not a user of this account cannot be invited', async () => {
  const { me } = createSetting();
  for (const id of [`${testAccount}/application/bot`, 'm/abc'])
    expect(await me.connector.starting?.start([invited(id as PersonId)], never)).toEqual({
      ok: false,
      failure: { kind: 'not-found' },
    });
});
