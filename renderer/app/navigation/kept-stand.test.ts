import { expect, it } from 'vitest';
import type { ConversationId, MessageId } from '../../model/index.ts';
import { standToKeep, withKeptStand } from './kept-stand.ts';
import type { Place } from './place.ts';
import { entryAt, historyAt } from './place-history.ts';

const place = (id: string): Place => ({
  ...{ kind: 'conversation', id: id as ConversationId, thread: null, goal: null },
});
const stood = { kind: 'stood', id: 'a|m' as MessageId, at: 5 } as const;

it('the place that is shown first opens at its reader’s position', () => {
  const kept = standToKeep(place('a|c'), stood);
  expect(entryAt(withKeptStand(historyAt(place('a|c')), kept)).left).toEqual({ stand: stood, focus: null });
});

it('another place opens without a stored position', () => {
  const kept = standToKeep(place('a|c'), stood);
  for (const other of [place('a|d'), { kind: 'links' }, { kind: 'nothing' }] as const)
    expect(withKeptStand(historyAt(other), kept)).toEqual(historyAt(other));
});

it('nothing is stored of a reader at the end, nor of a place without messages', () => {
  expect(standToKeep(place('a|c'), { kind: 'end' })).toBeNull();
  expect(standToKeep({ kind: 'links' }, stood)).toBeNull();
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
])('%s counts as no stored position', (kept) => {
  expect(withKeptStand(historyAt(place('a|c')), kept)).toEqual(historyAt(place('a|c')));
});
