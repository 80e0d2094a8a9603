import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation, told } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, facts, general, link, me, message, person } from '../../../../test/support/rows.ts';
import { ingest } from '../../../../test/support/mirrored.ts';
import {
  type AccountId,
  type Change,
  type ConversationId,
  type Message,
  type MessageId,
  type Person,
  type PersonId,
  sharedKeyOf,
} from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow, writeMe } from './account-row.ts';
import type { Batch } from './batch.ts';
import { followers } from '../../followers.ts';
import { derive } from './derive.ts';

let database: IsthmusDatabase;

const apply = (changes: readonly Change[], over: Partial<Batch> = {}) =>
  ingest(database, batchOf(changes, over));
const shown = () => database.conversations.get(general);

beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await writeMe(database, account, me);
  await apply([conversation()]);
});

describe('the values derived from messages', () => {
  it('counts others’ messages after the read mark as unread, and those that mention the user', async () => {
    await apply([
      { kind: 'read', conversationId: general, readAt: 10 },
      told(message('read', { createdAt: 10 })),
      told(message('mine', { createdAt: 11, authorId: me })),
      told(message('other', { createdAt: 12 })),
      told(message('mention', { createdAt: 13, mentionsMe: true })),
      // Under the user's id, but by a webhook.
      told(message('hook', { createdAt: 13, authorId: me, writtenBy: 'webhook' })),
      told(message('system', { createdAt: 14, kind: 'system' })),
      told(message('deleted', { createdAt: 15, deletedAt: 16 })),
    ]);
    expect(await shown()).toMatchObject({
      unread: 3,
      mentions: 1,
      sortAt: 15,
      lastMessage: { deleted: true },
    });
    await apply([{ kind: 'read', conversationId: general, readAt: 20 }]);
    expect(await shown()).toMatchObject({ unread: 0, mentions: 0 });
  });

  it('starts as read where the service keeps no read state', async () => {
    const conversationId = `${account}|teams` as ConversationId;
    await apply([conversation({ id: conversationId, readAt: undefined })]);
    await apply([told(message('a', { conversationId, createdAt: 50 }))]);
    expect(await database.conversations.get(conversationId)).toMatchObject({
      readAt: 50,
      unread: 0,
      readKeptBy: 'isthmus',
    });
    await apply([told(message('b', { conversationId, createdAt: 60 }))]);
    await apply([conversation({ id: conversationId, readAt: undefined, name: 'Renamed' })]);
    expect(await database.conversations.get(conversationId)).toMatchObject({
      readAt: 50,
      unread: 1,
      name: 'Renamed',
    });
  });

  it('shows the new text in the list when the newest message is edited', async () => {
    await apply([told(message('a'))]);
    await apply([told(message('a', { version: 2_000, plain: 'edited' }))]);
    expect((await shown())?.lastMessage?.plain).toBe('edited');
  });

  it('are the same after batches as after a full count', async () => {
    const form = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      at: fc.integer({ min: 1, max: 40 }),
      mine: fc.boolean(),
      mentionsMe: fc.boolean(),
      deleted: fc.boolean(),
      system: fc.boolean(),
      version: fc.integer({ min: 1, max: 5 }),
    });
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.array(form, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        await database.messages.clear();
        await database.conversations.clear();
        await apply([conversation({ readAt: 10 })]);
        // A message's creation never changes.
        const createdAt = new Map<string, number>();
        for (const one of steps) {
          if (typeof one === 'number') await apply([{ kind: 'read', conversationId: general, readAt: one }]);
          else
            await apply(
              one.map(({ id, at, mine, mentionsMe, deleted, system, version }) => {
                const born = createdAt.get(id) ?? at;
                createdAt.set(id, born);
                return told(
                  message(id, {
                    createdAt: born,
                    version: born + version,
                    authorId: mine ? me : ada,
                    mentionsMe,
                    deletedAt: deleted ? born + version : null,
                    kind: system ? 'system' : 'message',
                  }),
                );
              }),
            );
          const row = await shown();
          if (!row) throw new Error('the conversation is gone');
          expect(row).toEqual(await derive(database, followers, row, me));
        }
      }),
      { numRuns: 60, seed: 9 },
    );
  });
});

describe('a carried pair', () => {
  const teamsAccount = 't-aaaaaaaaaaaa' as AccountId;
  const chat = `${teamsAccount}/chat/c` as ConversationId;
  const adaThere = `${teamsAccount}/user/ada` as PersonId;
  const someone = (id: PersonId, over: Partial<Person> = {}): Change => ({
    kind: 'person',
    person: person(id, { displayName: 'Ada', ...over }),
  });
  const marked = (id: string, over: Partial<Message> = {}): Message =>
    message(id, {
      note: {
        kind: 'mark',
        origin: 'mattermost',
        teams: [sharedKeyOf(`${chat}/${id}` as MessageId)],
        part: 0,
        parts: 1,
      },
      ...over,
    });
  const copyOf = (id: string): Change =>
    told(
      message(id, {
        id: `${chat}/${id}` as MessageId,
        accountId: teamsAccount,
        conversationId: chat,
        authorId: adaThere,
      }),
    );
  const inTeams = (changes: readonly Change[]) => apply(changes, { accountId: teamsAccount });
  const unread = async () =>
    (await database.conversations.bulkGet([general, chat])).map((row) => row?.unread);

  beforeEach(async () => {
    await openAccountRow(database, {
      id: teamsAccount,
      service: 'teams',
      displayName: 'Me',
      label: 'me',
    });
    await inTeams([
      { kind: 'conversation', conversation: facts({ id: chat, accountId: teamsAccount, service: 'teams' }) },
      someone(adaThere),
    ]);
    await database.links.put(link({ teams: chat }));
  });

  it.each(['the copy comes first', 'the mark comes first'])(
    'is unread once, in either order: %s',
    async (order) => {
      await apply([someone(ada, { claims: sharedKeyOf(adaThere) })]);
      const steps = [() => inTeams([copyOf('a')]), () => apply([told(marked('a'))])];
      for (const step of order === 'the copy comes first' ? steps : steps.reverse()) await step();
      expect(await unread()).toEqual([1, 0]);
    },
  );

  it('still counts if two people claim to be the author, so that a forged claim cannot hide it', async () => {
    const eve = `${account}/eve` as PersonId;
    await apply([someone(ada, { claims: sharedKeyOf(adaThere) })]);
    await apply([someone(eve, { claims: sharedKeyOf(adaThere) })]);
    await inTeams([copyOf('a')]);
    const forged = marked('a');
    await apply([told({ ...forged, authorId: eve })]);
    expect(await unread()).toEqual([1, 1]);
  });

  it('still counts if the mark is by another person, because anybody can forge one', async () => {
    await apply([someone(ada)]);
    await inTeams([copyOf('a')]);
    await apply([told(marked('a'))]);
    expect(await unread()).toEqual([1, 1]);
  });
});
