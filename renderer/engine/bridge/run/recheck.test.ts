/** Whether an attempt whose answer was lost happened: which messages count as its result, and how far back is read. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, link as linkRow, me, message } from '../../../../test/support/rows.ts';
import type { Connector, HistoryPage } from '../../../connectors/connector.ts';
import { readMattermostBody } from '../../../text/mattermost-markdown/index.ts';
import { readTeamsBody } from '../../../text/teams-html/index.ts';
import type { SharedMemoryCapability, WritingCapability } from '../../../connectors/writing.ts';
import type { World } from '../../../connectors/world.ts';
import {
  type AccountId,
  type Change,
  type ConversationId,
  failed,
  type FileId,
  type FileReference,
  keyOfWritten,
  type Message,
  type MessageId,
  type PersonId,
  type Result,
  type Service,
  type ServiceFailure,
  succeeded,
} from '../../../model/index.ts';
import {
  type CounterpartRow,
  type IsthmusDatabase,
  type AttemptRow,
  settleAttempt,
} from '../../../store/index.ts';
import { snapshotOf, snapshotOfAll } from '../decide/compare.ts';
import type { BridgeSide, CarryContext } from '../context.ts';
import { AuthorClaims } from '../memory/author-claims.ts';
import { TakenAuthors } from '../memory/taken-authors.ts';
import type { Sending } from '../../sending/attempt.ts';
import { attemptText } from '../../../text/fingerprint.ts';
import { findAttempt, isCopy, isPartThere } from './recheck.ts';

const tenant = 't-aaaaaaaaaaaa' as AccountId;
const chat = `${tenant}/chat/c` as ConversationId;
const meThere = `${tenant}/user/me` as PersonId;
const link = linkRow();
const after = 5_000;
const offline: ServiceFailure = { kind: 'offline', reason: 'no-answer', status: null };

const post = (over: Partial<Message> = {}): Message =>
  message('p', { authorId: me, body: { format: 'markdown', content: 'the tide is low' }, ...over });
const there = (key: string, text: string, over: Partial<Message> = {}): Message =>
  message(key, {
    id: `${chat}/${key}` as MessageId,
    accountId: tenant,
    conversationId: chat,
    authorId: meThere,
    createdAt: after + 10,
    body: { format: 'html', content: `<p>${text}</p>` },
    ...over,
  });
const copy = there('1', 'the tide is low');
const editedCopy = there('1', 'the tide is very low', { editedAt: after + 20 });
const counterpart = (over: Partial<CounterpartRow> = {}): CounterpartRow => ({
  id: post().id,
  linkId: link.id,
  origin: 'mattermost',
  copies: [],
  parts: 1,
  carriedBy: 'me',
  originBase: null,
  copyBase: null,
  reactions: [],
  ...over,
});
type SendAct = Extract<Sending['act'], { readonly kind: 'send' }>;
const act = (over: Partial<SendAct> = {}): SendAct => ({
  kind: 'send',
  text: attemptText(readTeamsBody(copy), 0),
  version: post().version,
  part: 0,
  parts: 1,
  ...over,
});

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await database.links.put(link);
  await database.messages.put(post());
});

const tell = (...messages: readonly Message[]): Change[] =>
  messages.map((one) => ({ kind: 'message', message: one }));

/** Pages that a service has, newest first, and what it deleted. */
interface Answers {
  readonly pages?: readonly Result<readonly Message[]>[];
  readonly deleted?: Result<readonly Change[]>;
  /** Messages that the mirror knows besides when it stores a page. */
  readonly onStored?: () => Promise<void>;
}

const look = async (
  { pages = [succeeded([])], deleted = succeeded([]), onStored }: Answers,
  sending: Sending['act'] = act(),
  service: Service = 'mattermost',
) => {
  const asked: string[] = [];
  const stored: (readonly [Service, readonly Change[]])[] = [];
  const history = (id: ConversationId, position: string | null): Promise<Result<HistoryPage>> => {
    asked.push(`${id} ${position ?? 'newest'}`);
    const at = Number(position ?? 0);
    const page = pages[at] ?? succeeded([]);
    if (!page.ok) return Promise.resolve(page);
    const next = at + 1 < pages.length ? String(at + 1) : null;
    return Promise.resolve(
      succeeded({ ...({} as HistoryPage), changes: tell(...page.value), next, changesCursor: null }),
    );
  };
  const side = (accountId: AccountId, read: WritingCapability['read']): BridgeSide => ({
    accountId,
    connector: { ...({} as Connector), history },
    writing: { ...({} as WritingCapability), read },
  });
  const context: CarryContext = {
    world: {} as World,
    database,
    claims: new AuthorClaims({ now: () => 0 }),
    sides: {
      mattermost: side(account, ({ body }) => readMattermostBody(body.content)),
      teams: side(tenant, readTeamsBody),
    },
    memory: {
      ...({} as SharedMemoryCapability),
      deletedSince: (id, since) => {
        asked.push(`${id} deleted since ${since}`);
        return Promise.resolve(deleted);
      },
    },
    store: async (to, changes) => {
      stored.push([to, changes]);
      const messages = changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
      await database.messages.bulkPut(messages);
      await onStored?.();
    },
    storesInto: [],
    me: { mattermost: me, teams: meThere },
    signal: new AbortController().signal,
    taken: new TakenAuthors(),
    mayGoOn: () => true,
  };
  const { id } = service === 'mattermost' ? post() : there('0', 'said in the chat');
  const row = { messageId: id, linkId: link.id, service, at: 1_000, state: { kind: 'queued' } } as const;
  const found = await findAttempt(context, row, {
    kind: 'sending',
    act: sending,
    after,
    retryAt: 0,
    tries: 1,
  });
  return { found, asked, stored };
};
const seen = (...messages: readonly Message[]): Answers => ({ pages: [succeeded(messages)] });

const file: FileReference = {
  ...{ id: 'f' as FileId, name: 'tides.txt', size: 12, mimeType: 'text/plain', webUrl: null },
  ...{ isImage: false, width: null, height: null, inlineSource: null },
};

describe('an attempt into Teams', () => {
  it('happened if a message of the user there has the sent text', async () => {
    const { found, stored } = await look(seen(there('2', 'something else'), copy));
    expect(found).toEqual(
      succeeded(
        counterpart({ copies: [copy.id], originBase: snapshotOf(post()), copyBase: snapshotOf(copy) }),
      ),
    );
    expect(stored).toEqual([['teams', tell(there('2', 'something else'), copy)]]);
  });

  it.each<[string, Message]>([
    ['somebody else wrote', { ...copy, authorId: `${tenant}/user/ben` as PersonId }],
    ['was there before it began', { ...copy, createdAt: after - 1 }],
    ['was deleted', { ...copy, deletedAt: after + 20 }],
    ['the service wrote', { ...copy, kind: 'system' }],
    ['says something else', there('1', 'the tide is very low')],
    ['has a file more', { ...copy, files: [file] }],
  ])('did not happen if a message %s', async (_what, other) => {
    expect((await look(seen(other))).found).toEqual(succeeded(null));
  });

  it('did not happen if the message is known from the user’s own rows; claims of others do not count', async () => {
    const other = counterpart({ id: message('q').id, copies: [copy.id] });
    await database.counterparts.put(other);
    expect((await look(seen(copy))).found).toEqual(succeeded(null));
    await database.counterparts.put({ ...other, carriedBy: 'other' });
    expect((await look(seen(copy))).found).toMatchObject({ value: { copies: [copy.id] } });
    await database.counterparts.put({ ...other, id: copy.id, copies: [], origin: 'teams' });
    expect((await look(seen(copy))).found).toEqual(succeeded(null));
  });

  it('did not happen if the user wrote the message in Isthmus', async () => {
    const written: Omit<AttemptRow, 'state'> = {
      ...{ key: keyOfWritten('one'), accountId: tenant, target: chat, lane: chat, at: 1 },
      want: { kind: 'remove', of: { kind: 'message', id: copy.id } },
    };
    await settleAttempt(database, written, { kind: 'done', made: there('9', 'another').id });
    expect((await look(seen(copy))).found).toMatchObject({ value: { copies: [copy.id] } });
    await settleAttempt(database, written, { kind: 'done', made: copy.id });
    expect((await look(seen(copy))).found).toEqual(succeeded(null));
  });

  it('is not searched if the message has identified itself', async () => {
    const known = counterpart({ copies: [`${chat}/9` as MessageId] });
    const onStored = async (): Promise<void> => {
      await database.counterparts.put(known);
    };
    expect((await look({ ...seen(copy), onStored })).found).toEqual(succeeded(null));
  });

  it('of an earlier version of the message is recognised as such, so that the edit follows', async () => {
    const { found } = await look(seen(copy), act({ version: post().version - 1 }));
    expect(found).toMatchObject({ value: { copies: [copy.id], copyBase: snapshotOf(copy) } });
    expect(found).not.toMatchObject({ value: { originBase: snapshotOf(post()) } });
  });

  it('is found if rules hid the message at once, although its text is not visible', async () => {
    const hidden = there('1', 'hidden', { blocked: true });
    expect((await look(seen(hidden))).found).toMatchObject({ value: { copies: [hidden.id] } });
    const shown = there('2', 'the tide is low');
    const legible = { ...hidden, body: copy.body };
    expect((await look(seen(legible, shown))).found).toMatchObject({ value: { copies: [shown.id] } });
  });

  it('is found as a message that was edited since and keeps most of its words', async () => {
    expect((await look(seen(editedCopy))).found).toEqual(
      succeeded(counterpart({ copies: [editedCopy.id], originBase: null, copyBase: null })),
    );
    const unlike = { ...editedCopy, body: there('1', 'lunch at noon then').body };
    expect((await look(seen(unlike))).found).toEqual(succeeded(null));
  });

  it('is searched among the oldest two unknown messages only, because later ones are the user’s own', async () => {
    const alike = there('3', 'the tide is very low', { createdAt: after + 30, editedAt: after + 40 });
    const second = there('2', 'lunch at noon', { createdAt: after + 20 });
    expect((await look(seen(alike, second))).found).toMatchObject({ value: { copies: [alike.id] } });
    const first = there('1', 'supper at six');
    expect((await look(seen(alike, second, first))).found).toEqual(succeeded(null));
  });

  it('ignores claims of others about the message’s counterpart', async () => {
    const claimed = there('0', 'the tide', { createdAt: after - 10 });
    await database.messages.put(claimed);
    await database.counterparts.put(
      counterpart({ copies: [claimed.id], reactions: ['👍'], carriedBy: 'other' }),
    );
    expect((await look(seen(copy))).found).toEqual(
      succeeded(
        counterpart({ copies: [copy.id], originBase: snapshotOf(post()), copyBase: snapshotOf(copy) }),
      ),
    );
  });

  it('for one part of several is found by its own text only', async () => {
    expect((await look(seen(editedCopy), act({ parts: 2 }))).found).toEqual(succeeded(null));
    const first = there('0', 'the tide', { createdAt: after - 10 });
    const known = counterpart({ copies: [first.id], parts: 2, reactions: ['👍'] });
    await database.counterparts.put(known);
    const second = act({ part: 1, parts: 2 });
    const expected = { ...known, copies: [first.id, copy.id], originBase: snapshotOf(post()) };
    expect((await look(seen(copy), second)).found).toEqual(succeeded({ ...expected, copyBase: null }));
    await database.messages.put(first);
    expect((await look(seen(copy), second)).found).toEqual(
      succeeded({ ...expected, copyBase: snapshotOfAll([first, copy]) }),
    );
  });
});

describe('an attempt into Mattermost', () => {
  beforeEach(async () => {
    await database.messages.bulkPut([there('0', 'said in the chat', { createdAt: 1_000 }), copy]);
  });

  it('is recognised by its mark: posts since then, also deleted ones, are stored, and no text is compared', async () => {
    const alike = post({ createdAt: after + 10 });
    const gone: Change = { kind: 'message-gone', id: alike.id, conversationId: link.mattermost, at: 6_000 };
    const answers = { ...seen(alike), deleted: succeeded([gone]) };
    const { found, asked, stored } = await look(answers, act(), 'teams');
    expect(found).toEqual(succeeded(null));
    expect(asked).toEqual([`${link.mattermost} newest`, `${link.mattermost} deleted since ${after}`]);
    expect(stored).toEqual([
      ['mattermost', tell(alike)],
      ['mattermost', [gone]],
    ]);
  });

  it('is uncertain while the deleted posts are not known', async () => {
    expect((await look({ deleted: failed(offline) }, act(), 'teams')).found).toEqual(failed(offline));
  });
});

describe('the history', () => {
  const page = (...times: readonly number[]): Result<readonly Message[]> =>
    succeeded(times.map((createdAt) => there(String(createdAt), `at ${createdAt}`, { createdAt })));

  it('is read page by page back to the begin of the attempt, and stored in one step', async () => {
    const { asked, stored } = await look({
      pages: [page(after + 30, after + 20), page(after, after + 10), page(after - 1), page(after - 2)],
    });
    expect(asked).toEqual([`${chat} newest`, `${chat} 1`, `${chat} 2`]);
    expect(stored).toHaveLength(1);
    expect(stored[0]?.[1]).toHaveLength(5);
  });

  it('leaves the attempt open if it cannot be read, and nothing of it is stored', async () => {
    const { found, stored } = await look({ pages: [succeeded([copy]), failed(offline)] });
    expect(found).toEqual(failed(offline));
    expect(stored).toEqual([]);
  });

  it('is read up to a limit', async () => {
    const { asked } = await look({ pages: Array.from({ length: 100 }, () => page(after + 10)) });
    expect(asked).toHaveLength(20);
  });

  it('is not read if the act may be repeated, or if the message or its link is gone', async () => {
    expect((await look(seen(copy), { kind: 'repeatable' })).asked).toEqual([]);
    await database.messages.delete(post().id);
    expect((await look(seen(copy))).asked).toEqual([]);
    await database.messages.put(post());
    await database.links.clear();
    expect(await look(seen(copy))).toEqual({ found: succeeded(null), asked: [], stored: [] });
  });
});

describe('a part exists', () => {
  it('if the user’s own row has it at its place', async () => {
    const has = (part: number) => isPartThere(database, post().id, part);
    expect(await has(0)).toBe(false);
    await database.counterparts.put(counterpart({ copies: [null, copy.id], parts: 3 }));
    expect([await has(0), await has(1), await has(2)]).toEqual([false, true, false]);
    await database.counterparts.put(counterpart({ copies: [copy.id], carriedBy: 'other' }));
    expect(await has(0)).toBe(false);
  });
});

describe('a counterpart made by carrying', () => {
  it('is the copy of a message of the user, and not a message that was carried from there', async () => {
    const isMade = (one: Message) => isCopy(database, one);
    await database.counterparts.put(counterpart({ copies: [copy.id] }));
    expect([await isMade(copy), await isMade(post())]).toEqual([true, false]);
    await database.counterparts.put(counterpart({ copies: [copy.id], carriedBy: 'other' }));
    expect(await isMade(copy)).toBe(false);
  });
});
