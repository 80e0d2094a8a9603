/** What a relay finds of what an author's own Isthmus carried before it ended, and what it leaves to that. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, benKnown, both, inChat, me, post, sides } from '../../../../test/support/gathering.ts';
import type { Connector } from '../../../connectors/connector.ts';
import type { SharedMemoryCapability } from '../../../connectors/writing.ts';
import { failed, type Message, type MessageId, sharedKeyOf, succeeded } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import type { BridgeSide, CarryContext } from '../context.ts';
import { joinCarriedByAuthor } from './carried-by-author.ts';

const link = { ...both, relay: { kind: 'this' } as const };
const from = { mattermost: 100, teams: 100 };
const later = 200;

let database: IsthmusDatabase;
/** What the services have and the mirror lacks. */
let unseen: readonly Message[];
let isTeamsAway: boolean;
beforeEach(async () => {
  database = openDatabase();
  [unseen, isTeamsAway] = [[], false];
  await database.links.put(link);
  await database.twins.bulkPut([...benKnown]);
});

const written = (key: string, text: string, over: Partial<Message> = {}): Message =>
  post(key, {
    ...{ authorId: ben.mattermost, createdAt: later, body: { format: 'markdown', content: text } },
    ...over,
  });
const there = (key: string, text: string, over: Partial<Message> = {}): Message =>
  inChat(key, {
    ...{ authorId: ben.teams, createdAt: later, body: { format: 'html', content: `<p>${text}</p>` } },
    ...over,
  });
const noteOf = ({ id }: Message) => ({ kind: 'copy', of: sharedKeyOf(id), part: 0, parts: 1 }) as const;

const asked = () => {
  const side = (service: 'mattermost' | 'teams'): BridgeSide => ({
    accountId: sides.accounts[service],
    writing: sides.writing[service],
    connector: {
      ...({} as Connector),
      history: (conversation) =>
        Promise.resolve(
          isTeamsAway && service === 'teams'
            ? failed({ kind: 'offline', reason: 'no-answer', status: null })
            : succeeded({
                changes: unseen
                  .filter(({ conversationId }) => conversationId === conversation)
                  .map((message) => ({ kind: 'message', message })),
                ...{ next: null, changesCursor: null, covers: null },
              }),
        ),
    },
  });
  const context: CarryContext = {
    ...({} as CarryContext),
    database,
    me,
    sides: { mattermost: side('mattermost'), teams: side('teams') },
    memory: {
      ...({} as SharedMemoryCapability),
      deletedSince: () => Promise.resolve(succeeded([])),
    },
    store: async (_service, changes) => {
      for (const change of changes)
        if (change.kind === 'message') await database.messages.put(change.message);
    },
    signal: new AbortController().signal,
  };
  return joinCarriedByAuthor(context, sides, link, ben, from);
};
/** The doubts, and the pairs that are known now. */
const found = async (...messages: readonly Message[]): Promise<readonly [readonly MessageId[], unknown]> => {
  await database.messages.bulkPut([...messages]);
  const doubts = await asked();
  if (!doubts.ok) throw new Error(doubts.failure.kind);
  const rows = await database.counterparts.toArray();
  return [[...doubts.value], rows.map(({ id, copies, carriedBy }) => [id, copies, carriedBy])];
};

describe('a post without a mark and a message in Teams', () => {
  it('belong together by the note of the message, although its text is another one', async () => {
    const one = written('a', 'the tide is low');
    unseen = [there('1', 'else', { note: noteOf(one) })];
    expect(await found(one)).toEqual([[], [[one.id, [there('1', '').id], 'other']]]);
  });

  it('belong together by their text, in order', async () => {
    const posts = [written('a', 'yes', { createdAt: 201 }), written('b', 'yes', { createdAt: 202 })];
    const copy = there('1', 'yes', { createdAt: 203 });
    expect(await found(...posts, copy)).toEqual([[], [[posts[0]?.id, [copy.id], 'other']]]);
  });

  it('may belong together by most of the text: both are left', async () => {
    const [one, copy] = [written('a', 'tide is low'), there('1', 'tide is high', { editedAt: 300 })];
    expect(await found(one, copy)).toEqual([[one.id, copy.id], []]);
    await database.messages.clear();
    // The relay may write names in another way than the author's own Isthmus, so an edit is not needed.
    expect(await found(one, there('1', 'tide is high'))).toEqual([[one.id, copy.id], []]);
  });

  it('may belong together where rules hide the message: its text is not there any more', async () => {
    const [one, hidden] = [written('a', 'tide is low'), there('1', '', { blocked: true })];
    expect(await found(one, hidden)).toEqual([[one.id, hidden.id], []]);
  });

  it('do not belong together with other words', async () => {
    expect(await found(written('a', 'tide is low'), there('1', 'good morning'))).toEqual([[], []]);
  });

  it.each<[string, Partial<Message>, Partial<Message>]>([
    ['somebody else wrote the post', { authorId: me.mattermost }, {}],
    ['somebody else wrote the message', {}, { authorId: me.teams }],
    ['the post is older', { createdAt: 99 }, {}],
    ['the message is older', {}, { createdAt: 99 }],
    ['the message was deleted', {}, { deletedAt: 300 }],
  ])('do not belong together where %s', async (_why, here, other) => {
    expect(await found(written('a', 'yes', here), there('1', 'yes', other))).toEqual([[], []]);
  });
});

it('a note that names a post of somebody else is not believed', async () => {
  const others = written('a', 'the tide is low', { authorId: me.mattermost });
  expect(await found(others, there('1', 'else', { note: noteOf(others) }))).toEqual([[], []]);
});

it('what is known to be carried is no counterpart of anything else', async () => {
  const [marked, copy] = [written('a', 'yes'), there('1', 'yes')];
  await database.counterparts.put({
    ...{ id: marked.id, linkId: link.id, origin: 'mattermost', copies: [copy.id], parts: 1 },
    ...{ carriedBy: 'other', originBase: null, copyBase: null, reactions: [] },
  });
  const next = written('b', 'yes', { createdAt: 300 });
  expect(await found(marked, copy, next)).toEqual([[], [[marked.id, [copy.id], 'other']]]);
});

it('nothing is known where a service could not be asked', async () => {
  isTeamsAway = true;
  expect(await asked()).toMatchObject({ ok: false, failure: { kind: 'offline' } });
});
