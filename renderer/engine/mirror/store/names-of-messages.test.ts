/** People whom neither a chat's members nor the directory name (case 08). */
import { beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ingest } from '../../../../test/support/mirrored.ts';
import { bareBatch } from './batch.ts';
import { conversationName } from '../../../app/words/names.ts';
import { chatConversationId, personId } from '../../../connectors/teams/ids.ts';
import { chatMessage } from '../../../connectors/teams/message/testing/samples.ts';
import { chatList } from '../../../connectors/teams/reading/chats.ts';
import { sampleChat, least, member } from '../../../connectors/teams/testing/samples.ts';
import { createScripted, valueOf } from '../../../connectors/teams/testing/scripted.ts';
import { testAccount } from '../../../connectors/teams/testing/test-world.ts';
import type { Change } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { openAccountRow, writeMe } from './account-row.ts';

const never = new AbortController().signal;
const chatId = '19:11111111-1111-4111-8111-111111111111_22222222-2222-4222-8222-222222222222@unq.gbl.spaces';
const id = chatConversationId(testAccount, chatId);
const stranger = '22222222-2222-4222-8222-222222222222';
const me = personId(testAccount, 'user', 'me');
const them = personId(testAccount, 'user', stranger);
const page = `/chats/${chatId}/messages?$top=50&$orderby=createdDateTime desc`;
const written = (displayName: string | null, more: object = {}) =>
  chatMessage({
    chatId,
    from: { user: { id: stranger, displayName } },
    body: { contentType: 'html', content: '<p>hello</p>' },
    ...more,
  });

let database: IsthmusDatabase;

const store = (changes: readonly Change[]) => ingest(database, bareBatch(testAccount, 'changes', changes));

/** The name of the chat after this was pulled; the directory does not know its people. */
const mirrored = async (messages: readonly unknown[], theirs: object = {}): Promise<string> => {
  const { connector } = createScripted({
    ...least,
    [chatList]: {
      value: [
        sampleChat(chatId, {
          chatType: 'oneOnOne',
          members: [
            member('me'),
            member(stranger, { displayName: null, email: null, tenantId: 'other', ...theirs }),
          ],
        }),
      ],
    },
    [page]: { value: messages },
  });
  await store(valueOf(await connector.overview(never)).changes);
  await store(valueOf(await connector.history(id, null, never)).changes);
  await store(valueOf(await connector.people([them], never)));
  // A second look at the members, which still does not name them.
  await store(valueOf(await connector.overview(never)).changes);
  return called();
};

const called = async (): Promise<string> => {
  const conversation = await database.conversations.get(id);
  if (!conversation) throw new Error('no such conversation');
  const people = await database.people.bulkGet([...conversation.participants]);
  return conversationName(
    conversation,
    new Map(people.flatMap((person) => (person ? [[person.id, person] as const] : []))),
    me,
  );
};

beforeEach(async () => {
  database = openDatabase();
  await openAccountRow(database, { id: testAccount, service: 'teams', displayName: 'Me', label: 'me' });
  await writeMe(database, testAccount, me);
});

it('a chat without a name is named by the people of its messages', async () => {
  expect(await mirrored([written('Siobhán O’Dea')])).toBe('Siobhán O’Dea');
});

it('the newest message gives a person’s name, in any order of a page', async () => {
  const older = { id: '1600000000000', createdDateTime: '2020-09-13T12:26:40Z' };
  expect(await mirrored([written('Siobhán', older), written('Siobhán O’Dea')])).toBe('Siobhán O’Dea');
  expect(await mirrored([written('Siobhán O’Dea'), written('Siobhán', older)])).toBe('Siobhán O’Dea');
});

it('a name of the members list or the directory wins, also one that comes later', async () => {
  await mirrored([written('S.')]);
  expect(await mirrored([written('S.')], { displayName: 'Siobhán O’Dea' })).toBe('Siobhán O’Dea');
  expect(await mirrored([written('S.')])).toBe('Siobhán O’Dea');
});

it('people without any name are shown as “Somebody”', async () => {
  expect(await mirrored([written(null)])).toBe('Somebody');
});

it('a message without news moves only the cursor, although it names its author', async () => {
  await mirrored([written('Siobhán O’Dea')]);
  const { connector } = createScripted({ ...least, [page]: { value: [written('Siobhán O’Dea')] } });
  const { changes } = valueOf(await connector.history(id, null, never));
  expect(changes.map(({ kind }) => kind)).toEqual(['message', 'name']);
  expect(await store(changes)).toMatchObject({ added: 0, changed: 0 });
});

it('events name their people', async () => {
  const event = chatMessage({
    chatId,
    messageType: 'systemEventMessage',
    from: null,
    body: { contentType: 'html', content: '<systemEventMessage/>' },
    eventDetail: {
      '@odata.type': '#microsoft.graph.membersAddedEventMessageDetail',
      initiator: { user: { id: 'me', displayName: null } },
      members: [{ id: stranger, displayName: 'Siobhán O’Dea' }],
    },
  });
  expect(await mirrored([event])).toBe('Siobhán O’Dea');
});

it('the text of a mention does not give a person’s name', async () => {
  const mention = chatMessage({
    chatId,
    mentions: [{ id: 0, mentionText: 'x', mentioned: { user: { id: stranger, displayName: 'Not me' } } }],
  });
  expect(await mirrored([mention])).toBe('Somebody');
});
