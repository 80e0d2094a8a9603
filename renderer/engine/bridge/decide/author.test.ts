/** Who carries for an author beside a relay: they themselves if they claim and read both sides, else the relay. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chat, post, sides, tenant } from '../../../../test/support/gathering.ts';
import { account, ada, facts, general, link as linkRow, person } from '../../../../test/support/rows.ts';
import type { AccountId, ConversationId, Person, PersonId } from '../../../model/index.ts';
import { IsthmusDatabase, type OutboxRow } from '../../../store/index.ts';
import { questionsBeforeLeaving, questionStep, readAuthorClaim } from './author.ts';
import { gather, type Sides } from './gather.ts';

const link = linkRow({ teams: chat, relay: { kind: 'this' }, since: { mattermost: 0, teams: 0 } });
const adaThere = `${tenant}/user/ada` as PersonId;
const othersThere = `${tenant}/user/ben` as PersonId;

let database: IsthmusDatabase;
beforeEach(() => {
  database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => database.close());

const adaClaims = async (): Promise<void> => {
  await database.people.put(person(ada, { claims: 'user/ada' as Person['claims'] }));
};
const membersThere = async (...personIds: readonly PersonId[]): Promise<void> => {
  await database.members.put({ conversationId: chat, accountId: tenant as AccountId, personIds });
};
const claimOf = (author: PersonId) =>
  readAuthorClaim(database, sides.accounts, link, author === ada ? 'mattermost' : 'teams', author);

describe('a claim', () => {
  it('is none without a word of the author', async () => {
    await database.people.put(person(ada));
    expect(await claimOf(ada)).toBe('none');
    expect(await claimOf(adaThere)).toBe('none');
  });
  it('counts where the members of the other side are not known: that is not the same as being absent', async () => {
    await adaClaims();
    expect(await claimOf(ada)).toBe('reads-both');
    expect(await claimOf(adaThere)).toBe('reads-both');
  });
  it('of an author on Mattermost counts if the Teams user it names is in the Teams conversation', async () => {
    await adaClaims();
    await membersThere(othersThere);
    expect(await claimOf(ada)).toBe('reads-one-side');
    await membersThere(othersThere, adaThere);
    expect(await claimOf(ada)).toBe('reads-both');
  });
  it('for an author in Teams counts if whoever makes it is in the channel', async () => {
    await adaClaims();
    await database.conversations.put({
      ...facts(),
      ...{ readAt: 0, readKeptBy: 'service', sortAt: 0, lastMessage: null, unread: 0, mentions: 0 },
    });
    await database.members.put({ conversationId: general, accountId: account, personIds: [] });
    expect(await claimOf(adaThere)).toBe('reads-one-side');
    await database.members.put({ conversationId: general, accountId: account, personIds: [ada] });
    expect(await claimOf(adaThere)).toBe('reads-both');
  });
});

describe('a relay and the message of somebody who has connected', () => {
  const message = post('a', { authorId: ada });
  const settled: OutboxRow['state'] = { kind: 'waiting', why: 'author-settles', until: 50_000, tries: 1 };
  const row: OutboxRow = {
    ...{ messageId: message.id, linkId: link.id, service: 'mattermost', at: 0, state: settled },
  };
  const decided = async (asked: Readonly<Record<string, number>>) => {
    const relay: Sides = { ...sides, now: 50_000, askedAt: (of) => asked[of] ?? -Infinity };
    const gathered = await gather(database, relay, row, false);
    return { decision: gathered?.decision, questions: gathered?.questions };
  };
  beforeEach(async () => {
    await adaClaims();
    await database.links.put(link);
    await database.messages.put(message);
  });

  it('leaves it if they read both sides', async () => {
    await membersThere(adaThere);
    expect((await decided({ [chat]: 49_000 })).decision).toEqual({
      kind: 'nothing',
      reason: 'author-connected',
    });
  });
  it('carries it if they do not, once their profile and the members of the other side were asked for', async () => {
    await membersThere(othersThere);
    const waits = { kind: 'wait', why: 'author-settles' };
    expect(await decided({ [ada]: 50_000 })).toEqual({
      decision: waits,
      questions: { people: [ada], members: [['teams', chat]], ifRefused: 'wait' },
    });
    expect((await decided({ [ada]: 50_000, [chat]: 49_999 })).decision).toEqual(waits);
    expect((await decided({ [ada]: 50_000, [chat]: 50_000 })).decision).toEqual({ kind: 'send', part: 0 });
  });
  it('asks first if it has not asked for the members in Teams for long: Teams tells nobody that they left', async () => {
    await membersThere(adaThere);
    expect(await decided({})).toEqual({
      decision: { kind: 'wait', why: 'author-settles' },
      questions: { people: [], members: [['teams', chat]], ifRefused: 'claim-counts' },
    });
    const askedAt = () => 100_000;
    expect(questionsBeforeLeaving(link, 'mattermost', askedAt, 999_999)).toBeNull();
    expect(questionsBeforeLeaving(link, 'mattermost', askedAt, 1_000_000)).not.toBeNull();
    expect(questionsBeforeLeaving(link, 'teams', () => -Infinity, 0)).toBeNull();
  });
});

it('a question for the members of ten thousand is asked every ten seconds at most, another one every second', async () => {
  const all = Array.from({ length: 10_000 }, (_, at) => `${account}/p${at}` as PersonId);
  await database.members.put({ conversationId: general, accountId: account, personIds: all });
  const ofAll = { people: [], members: [['mattermost', general] as const], ifRefused: 'wait' } as const;
  expect(await questionStep(database, ofAll)).toBe(10_000);
  expect(await questionStep(database, { ...ofAll, people: [ada], members: [] })).toBe(1_000);
  const unknown = [['teams', 't-a/chat/x' as ConversationId] as const];
  expect(await questionStep(database, { ...ofAll, members: unknown })).toBe(1_000);
});
