import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, expect, it } from 'vitest';
import type { AccountId, ConversationId, MessageId } from '../../model/index.ts';
import { IsthmusDatabase, readIntents, wantAccountTried, wantCarried } from '../../store/index.ts';
import { type IntentRunners, runIntents } from './intent-runners.ts';

const account = 'm-a' as AccountId;
const message = (key: string) => ({
  id: `m-a/post/${key}` as MessageId,
  accountId: account,
  conversationId: 'm-a/channel/c' as ConversationId,
});

const opened: IsthmusDatabase[] = [];
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

const begin = () => {
  const database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
  opened.push(database);
  const ran: string[] = [];
  const note =
    (word: string, end: 'done' | 'stays') =>
    (rows: readonly { readonly id?: number }[]): Promise<'done' | 'stays'> => {
      ran.push(`${word} ${rows.length}`);
      return Promise.resolve(end);
    };
  const runners: IntentRunners = {
    picture: note('picture', 'done'),
    photos: note('photos', 'done'),
    'custom-emoji': note('custom-emoji', 'done'),
    'find-custom-emoji': note('find-custom-emoji', 'done'),
    'list-commands': note('list-commands', 'done'),
    'run-command': note('run-command', 'stays'),
    'dismiss-private': note('dismiss-private', 'done'),
    read: note('read', 'stays'),
    link: note('link', 'stays'),
    unlink: note('unlink', 'stays'),
    carry: note('carry', 'stays'),
    'pause-carrying': note('pause-carrying', 'done'),
    'try-account': note('try', 'done'),
    'set-presence': note('presence', 'done'),
    start: note('start', 'stays'),
    'find-people': note('find-people', 'stays'),
    'choose-notices': note('notices', 'done'),
    mute: note('notices', 'done'),
    'choose-all-notices': note('notices', 'done'),
    favour: note('notices', 'done'),
    hide: note('notices', 'done'),
    retry: note('retry', 'done'),
    discard: note('discard', 'stays'),
    send: note('send', 'stays'),
    'edit-unsent': note('edit-unsent', 'stays'),
    'remove-unsent': note('remove-unsent', 'stays'),
    'send-again': note('send-again', 'stays'),
    unread: note('unread', 'stays'),
    react: note('react', 'stays'),
    pin: note('pin', 'stays'),
    edit: note('edit', 'stays'),
    remove: note('remove', 'stays'),
    'let-go': note('let-go', 'stays'),
  };
  return { database, ran, runners };
};

it('intents run in the user’s order, and only neighbours of one kind run together', async () => {
  const { database, ran, runners } = begin();
  await wantCarried(database, 'retry', [message('1'), message('2')], 1);
  await wantCarried(database, 'discard', [message('1')], 2);
  await wantCarried(database, 'retry', [message('3')], 3);
  await wantAccountTried(database, account, 4);
  await runIntents(database, await readIntents(database), runners);
  expect(ran).toEqual(['retry 2', 'discard 1', 'retry 1', 'try 1']);
});

it('intents that are done are removed, except those that their runner removes itself', async () => {
  const { database, runners } = begin();
  await wantCarried(database, 'retry', [message('1')], 1);
  await wantCarried(database, 'discard', [message('2')], 2);
  await runIntents(database, await readIntents(database), runners);
  expect((await readIntents(database)).map(({ kind }) => kind)).toEqual(['discard']);
});

it('intents of a runner that fails stay, and those after them too', async () => {
  const { database, runners } = begin();
  await wantCarried(database, 'retry', [message('1')], 1);
  await wantAccountTried(database, account, 2);
  const failing: IntentRunners = { ...runners, retry: () => Promise.reject(new Error('disk')) };
  await expect(runIntents(database, await readIntents(database), failing)).rejects.toThrow('disk');
  expect(await readIntents(database)).toHaveLength(2);
});
