import { expect, it } from 'vitest';
import type { ConversationId, MessageId } from '../../model/index.ts';
import { standToKeep, withKeptStand, type ReaderStands } from './kept-stand.ts';
import type { Place } from './place.ts';
import { entryAt, historyAt, type PlaceHistory } from './place-history.ts';

const place = (id: string, thread: string | null = null): Place => ({
  ...{ kind: 'conversation', id: id as ConversationId, thread: thread as MessageId | null, goal: null },
});
const stood = { kind: 'stood', id: 'a|m' as MessageId, at: 5, into: 40 } as const;
const reply = { kind: 'stood', id: 'a|r' as MessageId, at: 7, into: 0 } as const;
const end = { kind: 'end' } as const;
/** `a|c` and `t|c` are linked, and shown as one. */
const shownAs = (id: ConversationId): ConversationId => (id === 't|c' ? ('a|c' as ConversationId) : id);
const keep = (at: Place, stands: ReaderStands, kept: string | null) => standToKeep(at, stands, kept, shownAs);
const opened = (history: PlaceHistory, kept: string | null) => withKeptStand(history, kept, shownAs);
const leftAt = (at: Place, kept: string | null) => entryAt(opened(historyAt(at), kept)).left;

it('the place that is shown first opens at its reader’s position, also within a long message', () => {
  const kept = keep(place('a|c'), { messages: stood, thread: null }, null);
  expect(leftAt(place('a|c'), kept)).toEqual({ stand: stood, thread: null, focus: null });
});

it('a position that an earlier version stored has the whole message in sight', () => {
  const kept = '{"of":"a|c","id":"a|m","at":5}';
  expect(leftAt(place('a|c'), kept)).toEqual({ stand: { ...stood, into: 0 }, thread: null, focus: null });
});

it('a thread opens at its reader’s position, and the messages that it covers stay at theirs', () => {
  const messages = keep(place('a|c'), { messages: stood, thread: null }, null);
  const kept = keep(place('a|c', 'a|t'), { messages: null, thread: reply }, messages);
  expect(leftAt(place('a|c', 'a|t'), kept)).toEqual({ stand: stood, thread: reply, focus: null });
  // Another thread opens without a position, and another conversation keeps nothing of this one.
  expect(leftAt(place('a|c', 'a|u'), kept)).toEqual({ stand: stood, thread: null, focus: null });
  expect(keep(place('a|d', 'a|t'), { messages: null, thread: end }, kept)).toBeNull();
});

it('a thread of the other side of a linked pair keeps the position of the messages that it covers', () => {
  const messages = keep(place('a|c'), { messages: stood, thread: null }, null);
  const kept = keep(place('t|c', 't|t'), { messages: null, thread: reply }, messages);
  expect(leftAt(place('t|c', 't|t'), kept)).toEqual({ stand: stood, thread: reply, focus: null });
  expect(leftAt(place('a|c'), messages)).toEqual(leftAt(place('t|c'), messages));
});

it('another place opens without a stored position', () => {
  const kept = keep(place('a|c'), { messages: stood, thread: null }, null);
  for (const other of [place('a|d'), { kind: 'links' }, { kind: 'nothing' }] as const)
    expect(opened(historyAt(other), kept)).toEqual(historyAt(other));
});

it('nothing is stored of a reader at the end, nor of a place without messages', () => {
  expect(keep(place('a|c'), { messages: end, thread: null }, null)).toBeNull();
  expect(keep({ kind: 'links' }, { messages: stood, thread: null }, null)).toBeNull();
});

it.each([
  null,
  '',
  '{',
  '5',
  'null',
  '[]',
  '{"of":"a|c"}',
  '{"of":"a|c","id":7,"at":5}',
  '{"of":"a|c","id":"a|m","at":"5"}',
  '{"of":"a|c","id":"a|m","at":null}',
  '{"of":"a|c","thread":{"of":7,"id":"a|r","at":5}}',
  '{"of":"a|c","thread":5}',
])('%s counts as no stored position', (kept) => {
  expect(opened(historyAt(place('a|c')), kept)).toEqual(historyAt(place('a|c')));
});
