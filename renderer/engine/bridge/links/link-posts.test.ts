/** The table of link posts, as the mirror keeps it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, facts, general, me, message } from '../../../../test/support/rows.ts';
import { ingest, removeAccount } from '../../../../test/support/mirrored.ts';
import type {
  AccountId,
  Change,
  ConversationId,
  LinkNote,
  Message,
  SharedKey,
} from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow, writeMe } from '../../mirror/store/account-row.ts';
import { bareBatch, type Batch } from '../../mirror/store/batch.ts';

let database: IsthmusDatabase;
/** Whether links may have changed by these changes. */
const apply = async (changes: readonly Change[], over: Partial<Batch> = {}) => {
  const { news } = await ingest(database, {
    ...bareBatch(account, 'changes', changes),
    ...over,
  });
  return { linksTouched: news.some(({ kind }) => kind === 'links-touched') };
};
const told = (row: Message): Change => ({ kind: 'message', message: row });
const note: LinkNote = { kind: 'link', teams: 'channel/x' as SharedKey, name: 'X', since: null };
const post = (over: Partial<Message> = {}): Message => message('link', { note, pinned: true, ...over });
const held = async () => (await database.linkPosts.toArray()).map(({ id, pinned }) => ({ id, pinned }));

beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await writeMe(database, account, me);
  await apply([{ kind: 'conversation', conversation: facts() }]);
});

describe('a post that links its channel', () => {
  it('has a row as soon as it is stored, and is reported once', async () => {
    expect(await apply([told(post()), told(message('other'))])).toMatchObject({ linksTouched: true });
    expect(await database.linkPosts.toArray()).toEqual([
      { id: post().id, conversationId: general, authorId: ada, createdAt: 1_000, note, pinned: true },
    ]);
    expect(await apply([told(post())])).toMatchObject({ linksTouched: false });
    expect(await apply([told(message('more', { createdAt: 5 }))])).toMatchObject({ linksTouched: false });
  });

  it('has a row that follows its post when it is unpinned or leads elsewhere', async () => {
    await apply([told(post())]);
    await apply([told(post({ version: 2_000, pinned: false }))]);
    expect(await held()).toEqual([{ id: post().id, pinned: false }]);
    const other = { ...note, teams: 'channel/y' as SharedKey };
    await apply([told(post({ version: 3_000, note: other }))]);
    expect((await database.linkPosts.get(post().id))?.note.teams).toBe('channel/y');
  });

  it.each<[string, Change]>([
    ['loses its note', told(message('link', { version: 2_000 }))],
    ['is deleted', told(post({ version: 2_000, deletedAt: 2_000 }))],
    ['is gone', { kind: 'message-gone', id: post().id, conversationId: general, at: 2_000 }],
    [
      'gets a mark instead',
      told(post({ version: 2_000, note: { kind: 'mark', origin: 'teams', teams: [], part: 0, parts: 1 } })),
    ],
    ['leaves with its conversation', { kind: 'conversation-gone', id: general }],
  ])('that %s loses its row, and the others stay', async (_case, change) => {
    const elsewhere = 'm-aaaaaaaaaaaa/elsewhere' as ConversationId;
    await apply([{ kind: 'conversation', conversation: facts({ id: elsewhere }) }]);
    const other = { ...post({ conversationId: elsewhere }), id: `${elsewhere}/x` as Message['id'] };
    await apply([told(post()), told(other)]);
    expect(await apply([change])).toMatchObject({ linksTouched: true });
    expect((await held()).map(({ id }) => id)).toEqual([other.id]);
  });

  it('is gone if a page of history covers its time but lacks it', async () => {
    await apply([told(post())]);
    const covers = { conversationId: general, from: 0, to: 5_000 };
    expect(await apply([told(message('other'))], { covers })).toMatchObject({ linksTouched: true });
    expect(await held()).toEqual([]);
  });

  it('is removed with its account only', async () => {
    await apply([told(post())]);
    await database.pinsRead.put({ conversationId: general, accountId: account });
    await removeAccount(database, 'm-bbbbbbbbbbbb' as AccountId);
    expect([await database.linkPosts.count(), await database.pinsRead.count()]).toEqual([1, 1]);
    await removeAccount(database, account);
    expect([await database.linkPosts.count(), await database.pinsRead.count()]).toEqual([0, 0]);
  });
});

describe('the other facts that decide about links', () => {
  it('are reported when conversations come, go or change their members, but not when a message comes', async () => {
    const direct = 'm-aaaaaaaaaaaa/direct' as ConversationId;
    const conversation = (over: object): Change => ({
      kind: 'conversation',
      conversation: facts({ id: direct, kind: 'group', participants: [me], ...over }),
    });
    expect(await apply([conversation({})])).toMatchObject({ linksTouched: true });
    expect(await apply([conversation({ topic: 'new', lastActivityAt: 9 })])).toMatchObject({
      linksTouched: false,
    });
    expect(await apply([conversation({ participants: [me, ada] })])).toMatchObject({ linksTouched: true });
    expect(await apply([conversation({ kind: 'channel', participants: [me, ada] })])).toMatchObject({
      linksTouched: true,
    });
    expect(await apply([{ kind: 'conversation-gone', id: direct }])).toMatchObject({ linksTouched: true });
  });

  it('are reported when a person claims a Teams user, or withdraws the claim', async () => {
    const person = (claims: string | null): Change => ({
      kind: 'person',
      person: {
        id: ada,
        accountId: account,
        kind: 'person',
        displayName: 'Ada',
        handle: 'ada',
        email: null,
        jobTitle: '',
        active: true,
        claims: claims as SharedKey | null,
      },
    });
    const touched = async (change: Change) => (await apply([change])).linksTouched;
    expect(await touched(person(null))).toBe(false);
    expect(await touched(person('t'))).toBe(true);
    expect(await touched(person('t'))).toBe(false);
    expect(await touched(person(null))).toBe(true);
  });
});
