/** The page's intent for an existing message becomes an act, once, for any number of reads by the engine. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { carried } from '../../../test/support/gathering.ts';
import { account, general, me, message } from '../../../test/support/rows.ts';
import type { Account, AccountId, ConversationId, MessageId, PersonId } from '../../model/index.ts';
import {
  type ActIntent,
  type AttemptWant,
  type IsthmusDatabase,
  readAttemptsOf,
  readIntents,
  settleAttempt,
  wantLetGo,
  wantMessageEdited,
  wantMessageRemoved,
  wantPinned,
  wantReaction,
  type WrittenText,
} from '../../store/index.ts';
import { runHere } from './testing/runners.ts';

const one = message('1', { authorId: me, editedAt: 7 });
const party = { emoji: '🎉', name: '🎉' };
const text: WrittenText = {
  document: { blocks: [] },
  ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
};

let database: IsthmusDatabase;
let woken = 0;
beforeEach(() => {
  database = openDatabase();
  woken = 0;
});
afterEach(() => database.close());

const intents = async (): Promise<readonly ActIntent[]> =>
  (await readIntents(database)).filter(
    (row): row is ActIntent =>
      row.kind === 'react' ||
      row.kind === 'pin' ||
      row.kind === 'edit' ||
      row.kind === 'remove' ||
      row.kind === 'let-go',
  );
const run = (rows: readonly ActIntent[]): Promise<void> =>
  runHere(database, rows, { acts: () => (woken += 1) });
const wants = async (): Promise<readonly AttemptWant[]> =>
  (await readAttemptsOf(database, general)).map(({ want }) => want);

it('a reaction, an edit of the version that the user saw, and a deletion are queued in this order', async () => {
  const of = { kind: 'message', id: one.id } as const;
  await wantReaction(database, one, party, true, 1);
  await wantMessageEdited(database, one, text, 2);
  await run(await intents());
  expect(await wants()).toEqual([
    { kind: 'react', of, reaction: party, set: true },
    { kind: 'edit', of, text, edition: 7 },
  ]);
  expect(await intents()).toEqual([]);
  await wantMessageRemoved(database, one, 3);
  await run(await intents());
  expect(await wants()).toEqual([{ kind: 'remove', of }]);
  expect(woken).toBe(3);
});

it('a pin that is set and removed before it was sent is removed', async () => {
  const of = { kind: 'message', id: one.id } as const;
  await wantPinned(database, one, true, 1);
  await run(await intents());
  expect(await wants()).toEqual([{ kind: 'pin', of, set: true }]);
  await wantPinned(database, one, false, 2);
  await run(await intents());
  expect(await wants()).toEqual([{ kind: 'pin', of, set: false }]);
});

it('a reaction that is only on the other side of a pair is removed there', async () => {
  const teams = 't-bbbbbbbbbbbb' as AccountId;
  const chat = `${teams}/chat` as ConversationId;
  const meThere = `${teams}/me` as PersonId;
  const copy = message('copy', {
    id: `${chat}/copy` as MessageId,
    accountId: teams,
    conversationId: chat,
    reactions: [{ ...party, personIds: [meThere] }],
  });
  const accounts = [
    { id: account, me },
    { id: teams, me: meThere },
  ];
  await database.accounts.bulkPut(accounts as Account[]);
  await database.messages.bulkPut([one, copy]);
  await database.counterparts.put(carried(one, copy, { origin: 'mattermost' }));
  await wantReaction(database, one, party, false, 1);
  await run(await intents());
  const takenBack = { kind: 'react', reaction: party, set: false };
  expect(await wants()).toMatchObject([{ ...takenBack, of: { id: one.id } }]);
  expect((await readAttemptsOf(database, chat)).map(({ want }) => want)).toMatchObject([
    { ...takenBack, of: { id: copy.id } },
  ]);
  // If it is on this side, too, carrying removes it there.
  await database.attempts.clear();
  await database.messages.put({ ...one, reactions: [{ ...party, personIds: [me] }] });
  await wantReaction(database, one, party, false, 2);
  await run(await intents());
  expect(await readAttemptsOf(database, chat)).toEqual([]);
});

it('an intent that was read twice is carried out once', async () => {
  await wantReaction(database, one, party, true, 1);
  const stale = await intents();
  await wantReaction(database, one, party, false, 2);
  await run(await intents());
  // Without a look at the database the reaction would be set again.
  await run(stale);
  expect(await wants()).toMatchObject([{ kind: 'react', set: false }]);
});

it('a refused act can be dismissed', async () => {
  await wantMessageRemoved(database, one, 1);
  await run(await intents());
  const [row] = await readAttemptsOf(database, general);
  if (!row) throw new Error('nothing is wanted');
  await settleAttempt(database, row, { kind: 'failed', reason: { kind: 'gone' } });
  await wantLetGo(database, row, 2);
  await run(await intents());
  expect(await database.settledAttempts.count()).toBe(0);
});
