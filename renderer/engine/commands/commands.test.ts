import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation } from '../../../test/support/batches.ts';
import { connectorOf } from '../../../test/support/connectors.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest } from '../../../test/support/mirrored.ts';
import { account, general, me, message } from '../../../test/support/rows.ts';
import type { CommandAnswer } from '../../connectors/commands.ts';
import {
  failed,
  keyOfWritten,
  succeeded,
  type AccountId,
  type AccountState,
  type ConversationId,
  type Result,
  type ServerCommand,
  type ServiceFailure,
  type TeamId,
} from '../../model/index.ts';
import {
  type IsthmusDatabase,
  keepCommandList,
  keepPrivateWords,
  readCommandIntent,
  readCommandIntents,
  readCommandListRow,
  seenCommand,
  wantCommandRun,
  writeDraft,
} from '../../store/index.ts';
import { Commands } from './commands.ts';
import { outcomeOfFailure } from './command-outcome.ts';

const teamId = `${account}/team` as TeamId;
const teams = 'teams-1' as AccountId;
const place = { conversationId: general, threadId: '' as const, accountId: account };
const command = { target: place, threadId: '' as const, text: '/away' };
const done = succeeded<CommandAnswer>({ kind: 'done', opens: null });

let database: IsthmusDatabase;
let asked: string[];
let askedIn: string[];
let logged: string[];
let answer: () => Promise<Result<CommandAnswer>>;
let lists: Result<readonly ServerCommand[]>;
let isPaused: boolean;
let now: number;
let commands: Commands;

const makeCommands = (log = logged): Commands =>
  new Commands({
    world: { log: (text) => log.push(text), now: () => now },
    database,
    isPaused: () => isPaused,
    connectorOf: (id) =>
      // The other account has no commands, as Teams.
      id !== account
        ? connectorOf({})
        : connectorOf({
            commands: {
              list: (team) => {
                asked.push(`list ${team}`);
                return Promise.resolve(lists);
              },
              execute: ({ conversationId }, text) => {
                asked.push(text);
                askedIn.push(conversationId);
                return answer();
              },
            },
          }),
  });
const putAccount = (state: AccountState): Promise<unknown> =>
  database.accounts.put({
    ...{ id: account, service: 'mattermost', displayName: 'Me', label: 'me', me, state },
    progress: { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 },
    currentAt: null,
  });

beforeEach(async () => {
  database = openDatabase();
  [asked, askedIn, logged, isPaused, now] = [[], [], [], false, 1_000];
  answer = () => Promise.resolve(done);
  lists = succeeded([{ trigger: 'away', hint: '', description: '' }]);
  await putAccount({ kind: 'live' });
  await ingest(database, batchOf([conversation({ id: general, teamId })]));
  commands = makeCommands();
});
afterEach(async () => {
  expect(logged).toEqual([]);
  await commands.stop();
  database.close();
});

const take = async (): Promise<void> => commands.take(await readCommandIntents(database));
const standing = () => readCommandIntent(database, place);
const outcome = async () => (await standing())?.outcome;
const run = async (at = now): Promise<void> => {
  await wantCommandRun(database, place, command, at);
  await take();
  await expect.poll(async () => (await standing())?.outcome !== null).toBe(true);
};
const draft = (at: number) =>
  writeDraft(database, { ...place, key: keyOfWritten('k'), document: { blocks: [] }, at });

describe('a command', () => {
  it('is executed once, and its draft is removed with it', async () => {
    await draft(now - 1);
    await wantCommandRun(database, place, command, now);
    const row = await standing();
    await take();
    await take();
    await expect.poll(standing).toBeNull();
    // An intent that was read before it was done is read again.
    if (row !== null) commands.take([row]);
    await expect.poll(() => asked).toEqual(['/away']);
    expect(await database.drafts.count()).toBe(0);
  });

  it('does not remove a draft in which the user has continued to write', async () => {
    await wantCommandRun(database, place, command, now);
    await draft(now + 1);
    await take();
    await expect.poll(standing).toBeNull();
    expect(await database.drafts.count()).toBe(1);
  });

  it('is not requested twice while it runs', async () => {
    let end = (): void => undefined;
    answer = () => new Promise((resolve) => (end = () => resolve(done)));
    expect(await wantCommandRun(database, place, command, now)).toBe(true);
    await take();
    await expect.poll(() => asked).toEqual(['/away']);
    expect(await wantCommandRun(database, place, command, now)).toBe(false);
    await take();
    end();
    await expect.poll(standing).toBeNull();
    expect(asked).toEqual(['/away']);
  });

  it('that an earlier life of the engine requested is never requested again', async () => {
    answer = () => new Promise(() => undefined);
    await wantCommandRun(database, place, command, now);
    await take();
    await expect.poll(() => asked).toEqual(['/away']);
    expect(await standing()).toMatchObject({ tried: true, outcome: null });
    commands = makeCommands();
    await take();
    await expect.poll(outcome).toEqual({ kind: 'perhaps' });
    expect(asked).toEqual(['/away']);
  });

  it('written in the thread of the other side of a pair is executed on its own side, and its draft is removed', async () => {
    const there = { ...place, accountId: teams, conversationId: `${teams}/chat` as ConversationId };
    await writeDraft(database, { ...there, key: keyOfWritten('k'), document: { blocks: [] }, at: now });
    await wantCommandRun(database, there, command, now);
    await take();
    await expect.poll(() => readCommandIntent(database, there)).toBeNull();
    expect([asked, askedIn, await database.drafts.count()]).toEqual([['/away'], [general], 0]);
  });

  it('that runs when the engine stops is stored as possibly done before the stop ends', async () => {
    answer = () => new Promise((resolve) => (end = () => resolve(failed({ kind: 'cancelled' }))));
    let end = (): void => undefined;
    await wantCommandRun(database, place, command, now);
    await take();
    await expect.poll(() => asked).toEqual(['/away']);
    const stopped = commands.stop();
    end();
    await stopped;
    expect(await outcome()).toEqual({ kind: 'perhaps' });
  });

  it('that leads to an address is not kept over a restart, because no user waits for it', async () => {
    answer = () => Promise.resolve(succeeded({ kind: 'done', opens: 'https://chat.example/x' }));
    await run();
    expect(await outcome()).toMatchObject({ kind: 'opens' });
    await makeCommands().start();
    expect(await standing()).toBeNull();
  });

  it('whose answer was lost is possibly done, and its draft stays', async () => {
    answer = () => Promise.resolve(failed({ kind: 'offline', reason: 'no-answer', status: null }));
    await draft(now - 1);
    await run();
    expect(await outcome()).toEqual({ kind: 'perhaps' });
    await take();
    expect([asked, await database.drafts.count()]).toEqual([['/away'], 1]);
  });

  it('does not wait: off-line, in a pause, and after an engine restart it is not requested', async () => {
    await putAccount({ kind: 'offline', reason: 'no-network', retryAt: 9 });
    await run();
    expect(await outcome()).toEqual({ kind: 'not-connected' });
    await putAccount({ kind: 'live' });
    isPaused = true;
    await run();
    expect(await outcome()).toEqual({ kind: 'not-connected' });
    isPaused = false;
    await run(now - 60_000);
    expect([await outcome(), asked]).toEqual([{ kind: 'not-connected' }, []]);
  });

  it('that the server does not know is reported until the user has seen it, and so is one that leads to an address', async () => {
    answer = () => Promise.resolve(succeeded({ kind: 'unknown' }));
    await run();
    expect(await outcome()).toEqual({ kind: 'unknown' });
    const row = await standing();
    if (row) await seenCommand(database, row);
    expect(await standing()).toBeNull();
    answer = () => Promise.resolve(succeeded({ kind: 'done', opens: 'https://chat.example/x' }));
    await run();
    expect(await outcome()).toEqual({ kind: 'opens', address: 'https://chat.example/x' });
  });
});

it.each<[ServiceFailure, string]>([
  [{ kind: 'offline', reason: 'no-network', status: null }, 'not-connected'],
  [{ kind: 'offline', reason: 'unreachable', status: null }, 'perhaps'],
  [{ kind: 'offline', reason: 'service-down', status: 500 }, 'perhaps'],
  [{ kind: 'cancelled' }, 'perhaps'],
  [{ kind: 'throttled', retryAfterMs: 1 }, 'failed'],
  [{ kind: 'forbidden', status: 403, code: '' }, 'failed'],
])('the failure %j means %s', (failure, kind) => {
  expect(outcomeOfFailure(failure).kind).toBe(kind);
});

describe('the list of commands', () => {
  const row = { kind: 'list-commands', accountId: account, conversationId: general, at: 1 } as const;

  it('is read once, and again after a while', async () => {
    commands.list([row, row]);
    await expect.poll(() => readCommandListRow(database, teamId)).toMatchObject({ readAt: 1_000 });
    commands.list([row]);
    expect(asked).toEqual([`list ${teamId}`]);
    now += 61_000;
    await expect
      .poll(async () => {
        commands.list([row]);
        return readCommandListRow(database, teamId);
      })
      .toMatchObject({ readAt: 62_000 });
    expect(asked).toEqual([`list ${teamId}`, `list ${teamId}`]);
  });
});

it('no command is kept of an account that was signed out meanwhile', async () => {
  await database.accounts.clear();
  await keepPrivateWords(database, message('1'));
  await keepCommandList(database, teamId, account, [], now);
  expect([await database.privateWords.count(), await database.commandLists.count()]).toEqual([0, 0]);
});

it('an answer for the user alone is kept until it is seen or the engine starts, and is not a message', async () => {
  const [one, two] = [message('1'), message('2')];
  commands.heard(one);
  commands.heard(two);
  await expect.poll(() => database.privateWords.count()).toBe(2);
  expect(await database.messages.count()).toBe(0);
  await commands.dismiss([
    { kind: 'dismiss-private', accountId: account, conversationId: general, messageId: one.id, at: 1 },
  ]);
  expect(await database.privateWords.toCollection().primaryKeys()).toEqual([two.id]);
  await makeCommands().start();
  expect(await database.privateWords.count()).toBe(0);
});
