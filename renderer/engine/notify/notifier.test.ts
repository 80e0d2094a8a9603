import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { batchOf, conversation, told } from '../../../test/support/batches.ts';
import { IDBFactory, openDatabase } from '../../../test/support/database.ts';
import { ingest, storeOf } from '../../../test/support/mirrored.ts';
import { account, ada, general, me, message, person } from '../../../test/support/rows.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { World } from '../../connectors/world.ts';
import type { Change, ConversationId, Message, MessageId, OwnChoice } from '../../model/index.ts';
import {
  type IsthmusDatabase,
  keptOutcomes,
  type NoticeFailure,
  readNoticeCounts,
  readNoticeOutcomes,
  readPendingNotices,
  changeNoticeSettings,
  chooseForConversation,
  writePresences,
} from '../../store/index.ts';
import { openAccountRow, writeMe } from '../mirror/store/account-row.ts';
import { lookingOf } from '../presence.ts';
import type { Notice, NoticeBoard } from './notice.ts';
import { Notifier, unreadFor } from './notifier.ts';

const start = 1_700_000_000_000;
const chat = `${account}/chat` as ConversationId;

let disk: IDBFactory;
let time: VirtualTime;
let database: IsthmusDatabase;
let notifier: Notifier;
let shown: Notice[];
let closed: string[];
let logged: string[];
let attended: { conversationId: ConversationId; focused: boolean } | null;
/** Whether the database refuses to be read. */
let refuses: boolean;
let answer: () => Promise<NoticeFailure | null>;

const board: NoticeBoard = {
  show: (notice) => {
    shown.push(notice);
    return answer();
  },
  close: (key) => void closed.push(key),
};

const notifierOf = (on: NoticeBoard | null = board): Notifier =>
  new Notifier({
    world: {
      now: time.now,
      after: time.after,
      log: (event: string) => void logged.push(event),
    } as World,
    database,
    board: on,
    looking: () =>
      lookingOf(
        attended ? { key: 'app', wantsOlder: false, at: time.now(), ...attended } : undefined,
        false,
        time.now(),
      ),
    countedElsewhere: () =>
      refuses ? Promise.reject(new DOMException('', 'AbortError')) : Promise.resolve(new Set()),
    localTimeOf: () => ({ weekday: 1, minute: 720 }),
  });

beforeEach(async () => {
  disk = new IDBFactory();
  time = new VirtualTime(start);
  database = openDatabase(disk);
  [shown, closed, logged, attended] = [[], [], [], null];
  answer = () => Promise.resolve(null);
  refuses = false;
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await writeMe(database, account, me);
  await ingest(
    database,
    batchOf([
      conversation(),
      conversation({ id: chat, kind: 'direct', name: null, participants: [ada, me] }),
      { kind: 'person', person: person(ada, { displayName: 'Ada' }) },
    ]),
  );
  notifier = notifierOf();
  await notifier.start();
});
afterEach(async () => {
  await time.during(notifier.stop());
  database.close();
});

let count = 0;
const inChat = (over: Partial<Message> = {}): Message =>
  message((count += 1).toString(), {
    id: `${chat}/${count}` as MessageId,
    conversationId: chat,
    createdAt: time.now() + count,
    ...over,
  });
/** The mirror's work with a batch: it stores it, and calls the followers. */
const hears = async (changes: readonly Change[], source: 'live' | 'changes' | 'history' = 'live') => {
  const { news } = await storeOf(database).write(batchOf(changes, { source }));
  for (const one of news)
    if (one.kind === 'notices-changed') notifier.changed(one.messages);
    else if (one.kind === 'notices-pending') notifier.wake();
    else if (one.kind === 'read-moved' || one.kind === 'conversations-reshaped') notifier.readMoved();
};
const comes = (messages: readonly Message[], source?: 'live' | 'changes' | 'history') =>
  hears(messages.map(told), source);
const isRead = async (id: ConversationId, readAt: number) => {
  await hears([{ kind: 'read', conversationId: id, readAt }]);
};
const outcomes = async () =>
  (await readNoticeOutcomes(database)).map(({ outcome }) =>
    outcome.kind === 'shown' || outcome.kind === 'handed' ? `${outcome.kind} ${outcome.as}` : outcome.reason,
  );
const counts = async () =>
  Object.fromEntries((await readNoticeCounts(database)).map(({ reason, count: often }) => [reason, often]));

describe('a message that comes', () => {
  it('is notified after it was unread for three seconds, and not earlier', async () => {
    await comes([inChat({ plain: 'Hello' })]);
    await time.pass(unreadFor - 1);
    expect(shown).toEqual([]);
    await time.pass(1);
    await time.settle();
    expect(shown).toMatchObject([
      { kind: 'message', key: chat, sender: 'Ada', conversation: '', text: 'Hello', count: 1, silent: false },
    ]);
    expect(await outcomes()).toEqual(['shown message']);
    expect(await readPendingNotices(database)).toEqual([]);
    expect(await counts()).toEqual({ message: 1 });
  });

  it('that is read elsewhere meanwhile is not notified', async () => {
    const said = inChat();
    await comes([said]);
    await time.pass(unreadFor - 10);
    await isRead(chat, said.createdAt);
    await time.pass(60_000);
    expect(shown).toEqual([]);
    expect(await outcomes()).toEqual(['read']);
  });

  it('that is read while the system shows another notification is not notified', async () => {
    answer = () => new Promise((resolve) => void time.after(400, () => resolve(null)));
    const second = `${account}/second-chat` as ConversationId;
    await ingest(
      database,
      batchOf([conversation({ id: second, kind: 'direct', name: null, participants: [ada, me] })]),
    );
    const there = { id: `${second}/one` as MessageId, conversationId: second };
    await comes([inChat(), inChat(there)]);
    await time.pass(unreadFor);
    await time.settle();
    expect(shown).toHaveLength(1);
    await isRead(shown[0]?.key === chat ? second : chat, time.now());
    await time.pass(1_000);
    await time.settle();
    expect(shown).toHaveLength(1);
    expect((await outcomes()).sort()).toEqual(['read', 'shown message']);
    expect(await counts()).toEqual({ message: 1, read: 1 });
  });

  it('in a conversation that is in view, in a window with the focus, is not notified', async () => {
    attended = { conversationId: chat, focused: true };
    await comes([inChat()]);
    await time.pass(unreadFor);
    await time.settle();
    expect(await outcomes()).toEqual(['in-view']);
    attended = { conversationId: chat, focused: false };
    await comes([inChat()]);
    await time.pass(unreadFor);
    await time.settle();
    expect(shown).toHaveLength(1);
  });

  it('has one notification with others of its conversation, with the newest text; a later one makes no sound', async () => {
    await comes([inChat({ plain: 'one' })]);
    await comes([inChat({ plain: 'two' }), message('g', { createdAt: time.now(), mentionsMe: true })]);
    await time.pass(unreadFor);
    await time.settle();
    expect(
      shown.map(
        (notice) => notice.kind === 'message' && [notice.key, notice.text, notice.count, notice.silent],
      ),
    ).toEqual([
      [chat, 'two', 2, false],
      [general, 'text of g', 1, false],
    ]);
    await comes([inChat({ plain: 'three' })]);
    await time.pass(unreadFor);
    await time.settle();
    expect(shown.at(-1)).toMatchObject({ key: chat, text: 'three', count: 1, silent: true });
    expect(await counts()).toEqual({ message: 4 });
  });

  it('that is the user’s own, a system message, or history is counted or ignored, and never pending', async () => {
    await comes([inChat({ authorId: me }), inChat({ kind: 'system' })]);
    await comes([inChat(), inChat()], 'history');
    expect(await readPendingNotices(database)).toEqual([]);
    expect(await counts()).toEqual({ own: 1, system: 1 });
  });

  it('that changes later is not notified again', async () => {
    const said = inChat();
    await comes([said]);
    await time.pass(unreadFor);
    await time.settle();
    await comes([{ ...said, plain: 'edited', version: said.version + 1 }], 'changes');
    await time.pass(60_000);
    expect(shown.map((one) => one.kind === 'message' && one.renews)).toEqual([false, true]);
    expect(await counts()).toEqual({ message: 1 });
  });

  it('that was deleted before is not notified', async () => {
    const said = inChat();
    await comes([said]);
    await comes([{ ...said, deletedAt: time.now(), version: said.version + 1 }]);
    await time.pass(unreadFor);
    await time.settle();
    expect(await outcomes()).toEqual(['deleted']);
  });
});

describe('messages from a time without the user', () => {
  it('are one summary if they are old, and have notifications if they are recent', async () => {
    await comes(
      [inChat({ createdAt: start - 3_600_000 }), inChat({ createdAt: start - 700_000 }), inChat()],
      'changes',
    );
    await time.pass(unreadFor);
    await time.settle();
    expect(shown.map(({ kind, count: of }) => [kind, of])).toEqual([
      ['summary', 2],
      ['message', 1],
    ]);
    expect(await counts()).toEqual({ summary: 2, message: 1 });
  });
});

describe('a shown notification', () => {
  it('closes when its conversation leaves the mirror', async () => {
    await comes([inChat()]);
    await time.pass(unreadFor);
    await time.settle();
    expect(shown).toHaveLength(1);
    await hears([{ kind: 'conversation-gone', id: chat }]);
    await time.pass(1);
    expect(closed).toEqual([chat]);
  });

  it('closes also where the database refused when its messages were read', async () => {
    const one = inChat();
    await comes([one]);
    await time.pass(unreadFor);
    await time.settle();
    vi.spyOn(database.pendingNotices, 'toArray').mockImplementationOnce(() => {
      throw new DOMException('', 'UnknownError');
    });
    await isRead(chat, one.createdAt);
    await time.pass(1);
    expect(closed).toEqual([]);
    await time.pass(60_000);
    expect(closed).toEqual([chat]);
  });

  it('closes when its messages are read elsewhere, and not if only a part is read', async () => {
    const [one, two] = [inChat(), inChat()];
    await comes([one, two]);
    await time.pass(unreadFor);
    await time.settle();
    await isRead(chat, one.createdAt);
    await time.pass(1);
    expect(closed).toEqual([]);
    await isRead(chat, two.createdAt);
    await time.pass(1);
    expect(closed).toEqual([chat]);
  });

  it('closes also after the engine was restarted', async () => {
    const said = inChat();
    await comes([said]);
    await time.pass(unreadFor);
    await time.settle();
    await time.during(notifier.stop());
    notifier = notifierOf();
    await notifier.start();
    await isRead(chat, said.createdAt);
    await time.pass(1);
    expect(closed).toEqual([chat]);
    expect(shown).toHaveLength(1);
  });
});

describe('a shown notification whose message changes', () => {
  const told = async (...messages: readonly Message[]): Promise<void> => {
    await comes(messages);
    await time.pass(unreadFor);
    await time.settle();
  };
  let version = 1_000;
  const change = async (message: Message): Promise<void> => {
    await comes([{ ...message, version: message.version + (version += 1) }]);
    await time.pass(1);
    await time.settle();
  };

  it('is shown again in its place, without a sound, and once', async () => {
    const [first, second] = [inChat({ plain: 'one' }), inChat({ plain: 'two' })];
    await told(first, second);
    expect(shown).toMatchObject([{ text: 'two', count: 2, renews: false }]);
    await change({ ...second, plain: 'two, mended', editedAt: time.now() });
    expect(shown.slice(1)).toMatchObject([{ text: 'two, mended', count: 2, renews: true, silent: true }]);
    // A change outside the shown text changes nothing.
    await change({ ...first, plain: 'one, mended', editedAt: time.now() });
    expect(shown).toHaveLength(2);
    expect(closed).toEqual([]);
  });

  it('shows the message before if the newest is deleted, and closes with the last one', async () => {
    const [first, second] = [inChat({ plain: 'one' }), inChat({ plain: 'two' })];
    await told(first, second);
    await change({ ...second, plain: '', deletedAt: time.now() });
    expect(shown.slice(1)).toMatchObject([{ text: 'one', count: 1, renews: true }]);
    await change({ ...first, plain: '', deletedAt: time.now() });
    expect(closed).toEqual([chat]);
    expect(shown).toHaveLength(2);
    expect(await counts()).toEqual({ message: 2 });
  });

  it('closes, and is not shown again, if the user has read it when it changes', async () => {
    const only = inChat({ plain: 'one' });
    await told(only);
    await isRead(chat, only.createdAt);
    await change({ ...only, plain: 'one, mended', editedAt: time.now() });
    expect(closed).toEqual([chat]);
    expect(shown).toHaveLength(1);
  });

  it('closes also if the engine was restarted meanwhile', async () => {
    const only = inChat({ plain: 'one' });
    await told(only);
    await time.during(notifier.stop());
    notifier = notifierOf();
    await notifier.start();
    await change({ ...only, plain: 'mended', editedAt: time.now() });
    expect(shown.slice(1)).toMatchObject([{ text: 'mended', renews: true }]);
    await change({ ...only, plain: '', deletedAt: time.now() });
    expect(closed).toEqual([chat]);
  });

  it('does not show messages that were not notified before', async () => {
    const own = inChat({ authorId: me });
    await told(own);
    await change({ ...own, plain: 'mended', editedAt: time.now() });
    expect(shown).toEqual([]);
  });
});

describe('an engine that ends', () => {
  it('before it has decided decides at its next start', async () => {
    await comes([inChat()]);
    await time.during(notifier.stop());
    await time.pass(60_000);
    expect(shown).toEqual([]);
    notifier = notifierOf();
    await notifier.start();
    await time.pass(unreadFor);
    await time.settle();
    expect(shown).toHaveLength(1);
  });

  it('while a notification is being shown does not show it again, because the user may have seen it', async () => {
    answer = () => new Promise(() => undefined);
    await comes([inChat()]);
    await time.pass(unreadFor);
    await time.settle();
    expect(await outcomes()).toEqual(['handed message']);
    // The first engine is dead: it never gets an answer.
    notifier = notifierOf();
    await notifier.start();
    await time.pass(60_000);
    expect(shown).toHaveLength(1);
    expect(await outcomes()).toEqual(['interrupted']);
    expect(await counts()).toEqual({ interrupted: 1 });
  });
});

it('a decision that the database refused is made later, also without a new message', async () => {
  await comes([inChat()]);
  refuses = true;
  await time.pass(unreadFor);
  await time.settle();
  expect(logged).toEqual(['caught-notices-abort-error']);
  expect(shown).toEqual([]);
  refuses = false;
  await time.pass(60_000);
  await time.settle();
  expect(shown).toHaveLength(1);
});

describe('a notification that cannot be shown', () => {
  it.each<[string, () => Promise<NoticeFailure | null>, string]>([
    ['the system refuses', () => Promise.resolve('refused'), 'refused'],
    ['main does not answer', () => Promise.reject(new TypeError('door')), 'no-answer'],
  ])('is counted with its reason: %s', async (_case, given, reason) => {
    answer = given;
    await comes([inChat()]);
    await time.pass(unreadFor);
    await time.settle();
    expect(await outcomes()).toEqual([reason]);
    expect(await counts()).toEqual({ [reason]: 1 });
    expect(logged).toContain('notices-told');
  });

  it('is not counted if nothing shows notifications', async () => {
    await time.during(notifier.stop());
    notifier = notifierOf(null);
    await notifier.start();
    await comes([inChat()]);
    await time.pass(unreadFor);
    await time.settle();
    expect(await outcomes()).toEqual(['not-supported']);
  });
});

describe('the user’s choices for notifications', () => {
  const decided = async (said: Message): Promise<string | undefined> => {
    await comes([said]);
    await time.pass(unreadFor);
    await time.settle();
    return (await outcomes())[0];
  };

  it('are valid for their conversation, and end with their time', async () => {
    const here = { conversationId: chat, accountId: account };
    const choose = (choice: OwnChoice) => chooseForConversation(database, here, choice, time.now());
    await choose({ kind: 'notice-level', value: 'nothing' });
    expect(await decided(inChat())).toBe('nothing-wanted');
    await choose({ kind: 'notice-level', value: null });
    await choose({ kind: 'muted-until', value: time.now() + 10_000 });
    expect(await decided(inChat())).toBe('muted');
    await time.pass(10_000);
    expect(await decided(inChat())).toBe('shown message');
  });

  it('allow, in channels, mentions, the user’s threads and the user’s keywords', async () => {
    const said = (id: string, over: Partial<Message> = {}) => message(id, { createdAt: time.now(), ...over });
    expect(await decided(said('plain'))).toBe('mentions-only');
    expect(await decided(said('mention', { mentionsMe: true }))).toBe('shown message');
    const root = said('root', { authorId: me });
    await comes([root]);
    expect(await decided(said('answer', { threadId: root.id }))).toBe('shown message');
    const other = said('other');
    await comes([other]);
    expect(await decided(said('not mine', { threadId: other.id }))).toBe('mentions-only');
    await comes([said('mine', { threadId: other.id, authorId: me })]);
    expect(await decided(said('goes on', { threadId: other.id }))).toBe('shown message');
    await changeNoticeSettings(database, { keywords: ['Tea'] }, 1);
    expect(await decided(said('word', { plain: 'tea is ready' }))).toBe('shown message');
    await changeNoticeSettings(database, { followsThreads: false }, 1);
    expect(await decided(said('no more', { threadId: other.id }))).toBe('mentions-only');
  });

  it('allow nothing in quiet hours, in do-not-disturb, and during a pause', async () => {
    await changeNoticeSettings(database, { quiet: { days: [1], from: 700, to: 730 } }, 1);
    expect(await decided(inChat())).toBe('quiet-hours');
    await changeNoticeSettings(database, { quiet: null }, 1);
    await writePresences(database, account, new Map([[me, 'do-not-disturb']]));
    expect(await decided(inChat())).toBe('do-not-disturb');
    await changeNoticeSettings(database, { followsDoNotDisturb: { teams: true, mattermost: false } }, 1);
    expect(await decided(inChat())).toBe('shown message');
    notifier.pauseUntil(time.now() + 10_000);
    expect(await decided(inChat())).toBe('paused');
    await time.pass(10_000);
    expect(await decided(inChat())).toBe('shown message');
  });
});

describe('the stored outcomes', () => {
  it('are the latest ones; the counts stay', async () => {
    const many = keptOutcomes + 101;
    for (let batch = 0; batch < many; batch += 67)
      await comes(Array.from({ length: Math.min(67, many - batch) }, () => inChat()));
    await time.pass(unreadFor);
    await time.settle();
    expect(await database.noticeOutcomes.count()).toBe(keptOutcomes);
    expect(await counts()).toEqual({ message: many });
    expect(shown).toHaveLength(1);
  });

  it('are deleted with their conversation and with their account', async () => {
    await comes([inChat()]);
    await storeOf(database).write(batchOf([{ kind: 'conversation-gone', id: chat }]));
    expect(await readPendingNotices(database)).toEqual([]);
    expect(await counts()).toEqual({ gone: 1 });
    await comes([message('z', { createdAt: time.now() })]);
    const here = { conversationId: general, accountId: account };
    await chooseForConversation(database, here, { kind: 'notice-level', value: 'all' }, time.now());
    await storeOf(database).removeAccount(account);
    await time.pass(unreadFor);
    await time.settle();
    expect(shown).toEqual([]);
    expect(await database.ownChoices.count()).toBe(0);
    expect(await database.noticeOutcomes.count()).toBe(0);
  });
});
