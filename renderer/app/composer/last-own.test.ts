import { expect, it } from 'vitest';
import { facts } from '../../../test/support/rows.ts';
import type { Account, AccountId, Conversation, Message, MessageId, PersonId } from '../../model/index.ts';
import type { ActWishes, Wish } from '../acts/wishes.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { isStillEditable, lastOwnOf } from './last-own.ts';

const account = 't' as AccountId;
const me = new Map([[account, 't/me' as PersonId]]);
const message = (id: string, more: Partial<Message> = {}): Message =>
  ({ id, accountId: account, kind: 'message', authorId: 't/me', deletedAt: null, ...more }) as Message;

const nothing: ActWishes = new Map();

it('the last own message is the newest that the user wrote and can change', () => {
  const messages = [
    message('1'),
    message('2'),
    message('3', { deletedAt: 9 }),
    message('4', { kind: 'system' }),
    message('5', { writtenBy: 'webhook' }),
    message('6', { authorId: 't/other' as PersonId }),
    message('7', { blocked: true }),
    message('8'),
  ];
  // Its deletion is wanted.
  const wishes: ActWishes = new Map([['8' as MessageId, { isRemoved: true } as Wish]]);
  expect(lastOwnOf({ messages, outgoing: [] }, me, wishes)).toMatchObject({ id: '2' });
  expect(lastOwnOf({ messages: [], outgoing: [] }, me, nothing)).toBeNull();
  expect(lastOwnOf({ messages: [message('1')], outgoing: [] }, new Map(), nothing)).toBeNull();
});

it('the last own message is one that is not sent yet, if there is one', () => {
  const outgoing = ['a', 'b'].map((id) => ({ id }) as Outgoing);
  expect(lastOwnOf({ messages: [message('1')], outgoing }, me, nothing)).toMatchObject({ id: 'b' });
});

it('a message is edited no more after the time that its own account allows; an unsent one always', () => {
  const side = { account: { id: account, editableFor: 60_000 } as Account, threadId: '' } as const;
  const sides = [{ ...side, conversation: facts() as Conversation }, undefined];
  const old = message('1', { createdAt: 0, body: { format: 'markdown', content: 'old' } });
  expect(isStillEditable(old, sides, 60_000)).toBe(true);
  expect(isStillEditable(old, sides, 200_000)).toBe(false);
  expect(isStillEditable({ ...old, accountId: 'm' as AccountId }, sides, 200_000)).toBe(true);
  expect(isStillEditable({ id: 'a' } as unknown as Outgoing, sides, 200_000)).toBe(true);
  const forbidding = { ...side, conversation: facts({ mayNot: ['edit'] }) as Conversation };
  expect(isStillEditable(old, [forbidding], 60_000)).toBe(false);
});
