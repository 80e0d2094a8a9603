/** Posts and Teams messages that belong together without a mark: which are joined, and which are not. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, both, inChat, me, post, sides } from '../../../../test/support/gathering.ts';
import { keyOfWritten, type Message } from '../../../model/index.ts';
import type { CounterpartRow, IsthmusDatabase } from '../../../store/index.ts';
import type { BridgeSide, CarryContext } from '../context.ts';
import { adoptOrphans } from './orphans.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});

const said = (text: string, createdAt: number, over: Partial<Message> = {}): Partial<Message> => ({
  createdAt,
  body: { format: 'markdown', content: text },
  ...over,
});
const there = (key: string, text: string, createdAt: number, over: Partial<Message> = {}): Message =>
  inChat(key, { createdAt, body: { format: 'html', content: `<p>${text}</p>` }, ...over });

const adopted = async (...messages: readonly Message[]) => {
  await database.messages.bulkPut([...messages]);
  const side = (service: 'mattermost' | 'teams'): BridgeSide => ({
    ...({} as BridgeSide),
    writing: sides.writing[service],
  });
  const context: CarryContext = {
    ...({} as CarryContext),
    database,
    me,
    sides: { mattermost: side('mattermost'), teams: side('teams') },
  };
  await adoptOrphans(context, both);
  return (await database.counterparts.toArray()).map(({ id, copies, parts }) => [id, copies, parts]);
};

describe('a post and a message with the same text', () => {
  it('are joined in order, each once', async () => {
    const posts = [post('a', said('yes', 1)), post('b', said('yes', 2)), post('c', said('yes', 3))];
    const copies = [there('1', 'yes', 10), there('2', 'yes', 20)];
    expect(await adopted(...posts, ...copies)).toEqual([
      [posts[0]?.id, [copies[0]?.id], 1],
      [posts[1]?.id, [copies[1]?.id], 1],
    ]);
  });

  it('are joined part by part, up to the first missing part', async () => {
    const long = post('a', said('first words\n\nsecond words', 1));
    const [first, second] = [there('1', 'first words', 10), there('2', 'second words', 20)];
    expect(await adopted(long, second)).toEqual([]);
    expect(await adopted(first)).toEqual([[long.id, [first.id, second.id], 2]]);
  });

  it.each<[string, Partial<Message>, Partial<Message>]>([
    ['a post that Isthmus wrote', { carryKey: 'k' as unknown as Message['carryKey'] }, {}],
    ['a post of somebody else', { authorId: ben.mattermost }, {}],
    ['a post of a webhook under the user’s id', { writtenBy: 'webhook' }, {}],
    ['a message of somebody else', {}, { authorId: ben.teams }],
    ['a message that was deleted', {}, { deletedAt: 30 }],
  ])('are not joined if one is %s', async (_what, here, other) => {
    expect(await adopted(post('a', said('yes', 1, here)), there('1', 'yes', 10, other))).toEqual([]);
  });

  it('are joined if the post was written in Isthmus, because its key does not make it a copy', async () => {
    const written = post('a', said('yes', 1, { carryKey: keyOfWritten('one') }));
    expect(await adopted(written, there('1', 'yes', 10))).toEqual([[written.id, [inChat('1').id], 1]]);
  });

  it('are not joined if one of them is known to belong to another message', async () => {
    const known: CounterpartRow = {
      ...{ id: post('z').id, linkId: both.id, origin: 'mattermost', copies: [inChat('1').id], parts: 1 },
      ...{ carriedBy: 'me', originBase: null, copyBase: null, reactions: [] },
    };
    await database.counterparts.put(known);
    expect(await adopted(post('a', said('yes', 1)), there('1', 'yes', 10))).toHaveLength(1);
    await database.counterparts.put({ ...known, carriedBy: 'other' });
    expect(await adopted()).toHaveLength(2);
  });
});

describe('a message that was edited meanwhile', () => {
  const old = post('a', said('tide is low', 1));
  const alike = (over: Partial<Message>): Message => there('1', 'tide is high', 10, over);

  it('is joined if it keeps most of its words; one without an edit is not', async () => {
    expect(await adopted(old, alike({ editedAt: null }))).toEqual([]);
    expect(await adopted(alike({ editedAt: 20 }))).toEqual([[old.id, [alike({}).id], 1]]);
  });

  it('is searched only among the oldest three without a known counterpart', async () => {
    const before = ['x', 'y', 'z'].map((key, at) => there(key, `${key}${key}`, at + 2));
    expect(await adopted(old, ...before, alike({ editedAt: 20 }))).toEqual([]);
  });
});
