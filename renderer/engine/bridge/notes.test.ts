import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, link as linkRow, message } from '../../../test/support/rows.ts';
import type { ConversationId, Message, MessageId, Note, PersonId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import { rememberNotes, rowOfNote } from './notes.ts';
import { touchLink, touchOutbox } from './touch.ts';

const general = `${account}/general` as ConversationId;
const chat = 't-aaaaaaaaaaaa/chat/c' as ConversationId;
const me = `${account}/me` as PersonId;
const eve = `${account}/eve` as PersonId;
const link = linkRow({ mattermost: general, teams: chat });
const mark = (origin: 'teams' | 'mattermost', key: string): Note =>
  ({ kind: 'mark', origin, teams: [key], part: 0, parts: 1 }) as unknown as Note;
const post = (key: string, over: Partial<Message> = {}): Message =>
  message(key, { id: `${general}/${key}` as MessageId, conversationId: general, authorId: me, ...over });

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});

describe('what a post says of its counterpart', () => {
  it('is a row, whichever side it was written on', () => {
    expect(rowOfNote(post('a', { note: mark('mattermost', 'chat/c/1') }), link, me)).toMatchObject({
      id: `${general}/a`,
      origin: 'mattermost',
      copies: [`${chat}/1`],
      mine: true,
    });
    expect(rowOfNote(post('a', { note: mark('teams', 'chat/c/1') }), link, me)).toMatchObject({
      id: `${chat}/1`,
      origin: 'teams',
      copies: [`${general}/a`],
    });
  });

  it.each(['chat/other/1', 'chat/c', '../chat/c/1', ''])('that points elsewhere (%s) is none', (key) => {
    expect(rowOfNote(post('a', { note: mark('mattermost', key) }), link, me)).toBeNull();
  });

  it('by somebody else never takes the place of what is known, and mine takes the place of theirs', async () => {
    const mine = post('a', { note: mark('teams', 'chat/c/1') });
    const forged = post('b', { note: mark('teams', 'chat/c/1'), authorId: eve });
    await rememberNotes(database, [[forged, link]], me);
    await rememberNotes(database, [[mine, link]], me);
    await rememberNotes(database, [[forged, link]], me);
    expect((await database.counterparts.get(`${chat}/1` as MessageId))?.copies).toEqual([mine.id]);
  });
});

describe('the outbox', () => {
  it('takes what is stored in a linked conversation, once, and leaves what is under way alone', async () => {
    await database.links.put(link);
    expect((await touchOutbox(database, 'mattermost', [post('a'), post('b')], me)).rows).toBe(2);
    const sending = { kind: 'sending', act: { kind: 'repeatable' }, after: 0, retryAt: 0, tries: 1 } as const;
    await database.outbox.update(post('a').id, { state: sending });
    await database.outbox.update(post('b').id, { state: { kind: 'failed', reason: { kind: 'too-long' } } });
    await touchOutbox(database, 'mattermost', [post('a'), post('b')], me);
    expect((await database.outbox.toArray()).map(({ state }) => state.kind).sort()).toEqual([
      'queued',
      'sending',
    ]);
  });

  it('takes nothing from elsewhere, or from before the link', async () => {
    expect((await touchOutbox(database, 'mattermost', [post('a')], me)).rows).toBe(0);
    await database.links.put({ ...link, since: { mattermost: 5_000, teams: 0 } });
    expect((await touchOutbox(database, 'mattermost', [post('a', { createdAt: 4_999 })], me)).rows).toBe(0);
  });

  it('takes all of a link when it is made', async () => {
    await database.messages.bulkPut([post('a'), post('b')]);
    await database.links.put(link);
    expect(await touchLink(database, link, { mattermost: me, teams: null })).toBe(2);
  });
});
