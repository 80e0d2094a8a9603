import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, link as linkRow, message } from '../../../../test/support/rows.ts';
import type {
  Account,
  ConversationId,
  LineMark,
  Message,
  MessageId,
  Note,
  PersonId,
  SharedKey,
} from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { rememberCopies, rememberNotes, rowOfCopy, rowOfNote } from './notes.ts';
import { touchLink, touchOutbox } from '../follow/touch.ts';

const general = `${account}/general` as ConversationId;
const chat = 't-aaaaaaaaaaaa/chat/c' as ConversationId;
const me = `${account}/me` as PersonId;
const eve = `${account}/eve` as PersonId;
const link = linkRow({ mattermost: general, teams: chat });
const mark = (origin: 'teams' | 'mattermost', key: string): Note => ({
  kind: 'mark',
  origin,
  teams: [key as SharedKey],
  part: 0,
  parts: 1,
});
const post = (key: string, over: Partial<Message> = {}): Message =>
  message(key, { id: `${general}/${key}` as MessageId, conversationId: general, authorId: me, ...over });

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});

describe('the counterpart in a post’s props', () => {
  it('is a row, for both sides of origin', () => {
    expect(rowOfNote(post('a', { note: mark('mattermost', 'chat/c/1') }), link, me)).toMatchObject({
      id: `${general}/a`,
      origin: 'mattermost',
      copies: [`${chat}/1`],
      carriedBy: 'me',
    });
    expect(rowOfNote(post('a', { note: mark('teams', 'chat/c/1') }), link, me)).toMatchObject({
      id: `${chat}/1`,
      origin: 'teams',
      copies: [`${general}/a`],
    });
  });

  it.each(['chat/other/1', 'chat/c', '../chat/c/1', ''])('that points elsewhere (%s) is ignored', (key) => {
    expect(rowOfNote(post('a', { note: mark('mattermost', key) }), link, me)).toBeNull();
  });

  it('by another person never replaces a known one, and the user’s replaces theirs', async () => {
    const mine = post('a', { note: mark('teams', 'chat/c/1') });
    const forged = post('b', { note: mark('teams', 'chat/c/1'), authorId: eve });
    await rememberNotes(database, [[forged, link]], me);
    await rememberNotes(database, [[mine, link]], me);
    await rememberNotes(database, [[forged, link]], me);
    expect((await database.counterparts.get(`${chat}/1` as MessageId))?.copies).toEqual([mine.id]);
  });
});

/** A part of a Teams message that was split over several posts. */
const partOf = (key: string, part: number, over: Partial<Message> = {}): Message =>
  post(key, {
    note: { kind: 'mark', origin: 'teams', teams: ['chat/c/1' as SharedKey], part, parts: 3 },
    ...over,
  });
const markOf = (...teams: readonly string[]): Note => ({
  kind: 'mark',
  origin: 'mattermost',
  teams: teams as readonly SharedKey[],
  part: 0,
  parts: 1,
});
const held = (id: string) => database.counterparts.get(id as MessageId);
const remember = (...posts: readonly Message[]) =>
  rememberNotes(
    database,
    posts.map((one) => [one, link] as const),
    me,
  );

describe('marks of several posts', () => {
  it('make one row, in any order of arrival, with each part in its place', async () => {
    const parts = [partOf('a', 0), partOf('b', 1), partOf('c', 2)];
    for (const order of [parts, [...parts].reverse()]) {
      await database.counterparts.clear();
      for (const one of order) await remember(one);
      expect(await held(`${chat}/1`)).toMatchObject({ copies: parts.map(({ id }) => id), parts: 3 });
    }
  });

  it('leave a missing place empty, and a mark that points at several messages without a part names the first', () => {
    expect(rowOfNote(partOf('c', 2), link, me)?.copies).toEqual([null, null, post('c').id]);
    const split = markOf('chat/c/1', 'chat/c/2');
    expect(rowOfNote(post('a', { note: split }), link, me)).toMatchObject({
      copies: [`${chat}/1`, `${chat}/2`],
      parts: 2,
    });
    const astray = markOf('chat/c/1', 'chat/d/2');
    expect(rowOfNote(post('a', { note: astray }), link, me)).toBeNull();
    expect(rowOfNote(post('a', { note: markOf() }), link, me)).toBeNull();
    const elsewhere = post('a', { note: split, conversationId: `${account}/town` as ConversationId });
    expect(rowOfNote(elsewhere, link, me)).toBeNull();
    expect(rowOfNote(post('a'), link, me)).toBeNull();
    expect(rowOfNote(post('a', { note: split, authorId: eve }), link, me)?.carriedBy).toBe('other');
  });

  it('with one part more remove the known state of the copies, and keep the rest', async () => {
    await remember(partOf('a', 0));
    const agreed = { originBase: { text: 'o', deleted: false }, copyBase: { text: 'c', deleted: false } };
    await database.counterparts.update(`${chat}/1` as MessageId, agreed);
    await remember(partOf('a', 0));
    expect(await held(`${chat}/1`)).toMatchObject(agreed);
    await remember(partOf('b', 1));
    expect(await held(`${chat}/1`)).toMatchObject({
      originBase: { text: 'o' },
      copyBase: null,
      copies: [post('a').id, post('b').id],
    });
  });

  it.each<[string, Message]>([
    ['was deleted', partOf('b', 1, { deletedAt: 5 })],
    ['is somebody else’s', partOf('b', 1, { authorId: eve })],
    ['takes a place that is taken', partOf('b', 0)],
    ['stands in another place already', partOf('a', 1)],
  ])('ignore a part that %s', async (_what, second) => {
    await remember(partOf('a', 0));
    await database.counterparts.update(`${chat}/1` as MessageId, { copyBase: { text: 'c' } });
    const before = await held(`${chat}/1`);
    expect(await remember(second)).toEqual([]);
    expect(await held(`${chat}/1`)).toEqual(before);
  });

  it('a post of the user has priority over its copy in Teams, until both agreed once', async () => {
    const marked = (key: string) => post('a', { note: mark('mattermost', key) });
    expect(await remember(marked('chat/c/1'))).toEqual([chat]);
    expect(await remember(marked('chat/c/1'))).toEqual([]);
    expect(await remember(marked('chat/c/2'))).toEqual([chat]);
    expect((await held(`${general}/a`))?.copies).toEqual([`${chat}/2`]);
    for (const base of ['originBase', 'copyBase'] as const) {
      await database.counterparts.update(`${general}/a` as MessageId, {
        originBase: null,
        copyBase: null,
        [base]: { text: 'x' },
      });
      expect(await remember(marked('chat/c/3'))).toEqual([]);
      expect((await held(`${general}/a`))?.copies).toEqual([`${chat}/2`]);
    }
  });

  it('a post without a counterpart is skipped, and those after it are not', async () => {
    expect(await remember(post('plain'), post('a', { note: mark('teams', 'chat/c/1') }))).toEqual([chat]);
    expect(await database.counterparts.toCollection().primaryKeys()).toEqual([`${chat}/1`]);
  });

  it('a post that was split changes nothing when it comes once more', async () => {
    const split = post('a', { note: markOf('chat/c/1', 'chat/c/2') });
    expect(await remember(split)).toEqual([chat]);
    expect(await remember(split)).toEqual([]);
  });

  it('the first of two people who claim a foreign message stays', async () => {
    const claimed = (key: string) => post(key, { note: mark('teams', 'chat/c/1'), authorId: eve });
    expect(await remember(claimed('a'))).toEqual([chat]);
    expect(await remember(claimed('b'))).toEqual([]);
    expect((await held(`${chat}/1`))?.copies).toEqual([post('a').id]);
  });

  it('a post of the user that names more messages adds none after both agreed once', async () => {
    await remember(post('a', { note: markOf('chat/c/1') }));
    const agreed = { originBase: { text: 'o', deleted: false }, copyBase: { text: 'c', deleted: false } };
    await database.counterparts.update(`${general}/a` as MessageId, agreed);
    const before = await held(`${general}/a`);
    expect(await remember(post('a', { note: markOf('chat/c/8', 'chat/c/9') }))).toEqual([]);
    expect(await held(`${general}/a`)).toEqual(before);
  });

  it('another post of the user that claims the same Teams message changes nothing', async () => {
    await remember(post('a', { note: mark('teams', 'chat/c/1') }));
    expect(await remember(post('b', { note: mark('teams', 'chat/c/1') }))).toEqual([]);
    expect((await held(`${chat}/1`))?.copies).toEqual([post('a').id]);
  });
});

describe('the post named in a Teams message', () => {
  const copy = (key: string, part: number, over: Partial<Message> = {}): Message =>
    message(key, {
      id: `${chat}/${key}` as MessageId,
      conversationId: chat,
      authorId: me,
      note: { kind: 'copy', of: 'general/a' as SharedKey, part, parts: 2 },
      ...over,
    });
  const rememberAll = (...copies: readonly Message[]) =>
    rememberCopies(
      database,
      copies.map((one) => [one, link] as const),
      me,
    );

  it('is a row of the user’s own', () => {
    expect(rowOfCopy(copy('1', 1), link)).toEqual({
      id: `${general}/a`,
      linkId: link.id,
      origin: 'mattermost',
      copies: [null, `${chat}/1`],
      parts: 2,
      carriedBy: 'me',
      originBase: null,
      copyBase: null,
      reactions: [],
    });
  });

  it.each<[string, Message]>([
    ['says nothing', copy('1', 0, { note: null })],
    ['carries a post’s mark', copy('1', 0, { note: mark('teams', 'chat/c/1') })],
    ['stands elsewhere', copy('1', 0, { conversationId: general })],
    ['was deleted', copy('1', 0, { deletedAt: 5 })],
    [
      'names a post of another channel',
      copy('1', 0, { note: { kind: 'copy', of: 'town/a' as SharedKey, part: 0, parts: 1 } }),
    ],
  ])('that %s is ignored', (_what, told) => {
    expect(rowOfCopy(told, link)).toBeNull();
  });

  it('is accepted from the user alone, in place of another person’s', async () => {
    expect(await rememberAll(copy('1', 0, { authorId: eve }))).toEqual([]);
    expect(await database.counterparts.count()).toBe(0);
    await remember(post('a', { note: mark('mattermost', 'chat/c/9'), authorId: eve }));
    expect(await rememberAll(copy('1', 0))).toEqual([chat]);
    expect(await held(`${general}/a`)).toMatchObject({ carriedBy: 'me', copies: [`${chat}/1`] });
  });

  it('is kept with the lines added around the text, also if the post named its copies first', async () => {
    const dressing = { quotes: true, importance: null, above: [], below: ['a' as LineMark] };
    const told = copy('1', 0, {
      note: { kind: 'copy', of: 'general/a' as SharedKey, part: 0, parts: 1, dressing },
    });
    expect(rowOfCopy(told, link)?.dressing).toEqual(dressing);
    await remember(post('a', { note: mark('mattermost', 'chat/c/1') }));
    expect((await held(`${general}/a`))?.dressing).toBeUndefined();
    expect(await rememberAll(told)).toEqual([]);
    expect((await held(`${general}/a`))?.dressing).toEqual(dressing);
    await rememberAll({ ...told, note: null });
    expect((await held(`${general}/a`))?.dressing).toEqual(dressing);
  });

  it('adds the missing parts, until both agreed once', async () => {
    expect(await rememberAll(copy('1', 0))).toEqual([chat]);
    expect(await rememberAll(copy('1', 0))).toEqual([]);
    expect(await rememberAll(copy('2', 1))).toEqual([chat]);
    expect(await held(`${general}/a`)).toMatchObject({ copies: [`${chat}/1`, `${chat}/2`], parts: 2 });
    const agreed = { originBase: { text: 'o', deleted: false } };
    await database.counterparts.update(`${general}/a` as MessageId, agreed);
    expect(await rememberAll(copy('3', 2))).toEqual([]);
    expect((await held(`${general}/a`))?.copies).toHaveLength(2);
  });
});

describe('the outbox', () => {
  it('gets the stored messages of a linked conversation, once, and does not change running ones', async () => {
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

  it('gets no messages from other conversations, or from before the link', async () => {
    expect((await touchOutbox(database, 'mattermost', [post('a')], me)).rows).toBe(0);
    await database.links.put({ ...link, since: { mattermost: 5_000, teams: 0 } });
    expect((await touchOutbox(database, 'mattermost', [post('a', { createdAt: 4_999 })], me)).rows).toBe(0);
  });

  it('gets all messages of a link when it is made', async () => {
    await database.messages.bulkPut([post('a'), post('b')]);
    await database.links.put(link);
    expect(await touchLink(database, link, { mattermost: me, teams: null })).toBe(2);
  });
});

describe('what the relay carried', () => {
  const bot = { mattermost: `${account}/bot` as PersonId, teams: 't-aaaaaaaaaaaa/user/bot' as PersonId };
  const relayed = { ...link, relay: { kind: 'other', ...bot } as const };
  const copyBy = (authorId: PersonId): Message =>
    message('1', {
      ...{ id: `${chat}/1` as MessageId, conversationId: chat, authorId },
      note: { kind: 'copy', of: 'general/a' as SharedKey, part: 0, parts: 1 },
    });
  const rowFor = async (key: string) => database.counterparts.get(key as MessageId);

  it('is known from its copies on both sides, and from nobody else’s', async () => {
    await rememberNotes(
      database,
      [[post('a', { note: mark('teams', 'chat/c/7'), authorId: bot.mattermost }), relayed]],
      me,
    );
    expect(await rowFor(`${chat}/7`)).toMatchObject({
      ...{ carriedBy: 'relay', copies: [`${general}/a`], relayedBy: bot.mattermost },
    });
    await rememberCopies(database, [[copyBy(eve), relayed]], me);
    await rememberCopies(database, [[copyBy(bot.teams), link]], me);
    expect(await rowFor(`${general}/a`)).toBeUndefined();
    await rememberCopies(database, [[copyBy(bot.teams), relayed]], me);
    expect(await rowFor(`${general}/a`)).toMatchObject({
      ...{ carriedBy: 'relay', copies: [`${chat}/1`], relayedBy: bot.teams },
    });
  });
  it('is known from the line that names its author where Teams took the note away, and of nobody else', async () => {
    const siteUrl = 'https://mm.example';
    await database.accounts.put({ ...({} as Account), id: account, service: 'mattermost', siteUrl });
    const postId = 'a'.repeat(26);
    const line = `<p><a href="${siteUrl}/_redirect/pl/${postId}"><strong>Ada</strong></a></p><p>hi</p>`;
    const bare = (authorId: PersonId): Message => ({
      ...copyBy(authorId),
      ...{ note: null, body: { format: 'html', content: line } },
    });
    for (const [message, at] of [
      [bare(eve), relayed],
      [bare(bot.teams), link],
      [bare('t-aaaaaaaaaaaa/user/me' as PersonId), relayed],
    ] as const)
      await rememberCopies(database, [[message, at]], 't-aaaaaaaaaaaa/user/me' as PersonId);
    expect(await database.counterparts.count()).toBe(0);
    await rememberCopies(database, [[bare(bot.teams), relayed]], me);
    expect(await rowFor(`${general}/${postId}`)).toMatchObject({ carriedBy: 'relay', copies: [`${chat}/1`] });
    await database.counterparts.clear();
    const here = { ...link, relay: { kind: 'this' } } as const;
    await rememberCopies(database, [[bare(bot.teams), here]], bot.teams);
    expect(await rowFor(`${general}/${postId}`)).toMatchObject({ carriedBy: 'me' });
  });
  it('is not known from such a line in a further part, which its author wrote, once Teams takes its note away', async () => {
    const siteUrl = 'https://mm.example';
    await database.accounts.put({ ...({} as Account), id: account, service: 'mattermost', siteUrl });
    const victim = 'b'.repeat(26);
    const content = `<p><a href="${siteUrl}/_redirect/pl/${victim}"><strong>Ben</strong></a></p><p>no</p>`;
    const further = copyBy(bot.teams);
    if (further.note?.kind !== 'copy') throw new Error('no note');
    const noted: Message = { ...further, note: { ...further.note, part: 1, parts: 2 } };
    const bare: Message = { ...noted, note: null, body: { format: 'html', content } };
    await rememberCopies(database, [[bare, relayed]], me);
    expect(await rowFor(`${general}/${victim}`)).toBeDefined();
    await database.counterparts.clear();
    await rememberCopies(database, [[noted, relayed]], me);
    await rememberCopies(database, [[bare, relayed]], me);
    expect(await rowFor(`${general}/${victim}`)).toBeUndefined();
    expect(await rowFor(`${general}/a`)).toMatchObject({ copies: [null, noted.id], parts: 2 });
  });
  it('takes the place of what somebody else marked, and never of what the user carried', async () => {
    const forged = post('x', { note: mark('teams', 'chat/c/7'), authorId: eve });
    const byRelay = post('y', { note: mark('teams', 'chat/c/7'), authorId: bot.mattermost });
    const mine = post('z', { note: mark('teams', 'chat/c/7') });
    const copies: string[] = [];
    for (const one of [forged, byRelay, forged, mine, byRelay]) {
      await rememberNotes(database, [[one, relayed]], me);
      copies.push((await rowFor(`${chat}/7`))?.copies[0]?.split('/').at(-1) ?? '');
    }
    expect(copies).toEqual(['x', 'y', 'y', 'z', 'z']);
  });
});
