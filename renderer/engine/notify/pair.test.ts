/** A message and its copy on the other side of a link are notified once, in either order; the notifier asks the bridge as the engine does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { ben, benKnown, both, carried, inChat, me, sides } from '../../../test/support/gathering.ts';
import { account, facts, general, message } from '../../../test/support/rows.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { World } from '../../connectors/world.ts';
import {
  type ConversationId,
  type MarkNote,
  type Message,
  type PersonId,
  sharedKeyOf,
  type MessageId,
} from '../../model/index.ts';
import { addPendingNotices, type IsthmusDatabase, readOutcomesOf } from '../../store/index.ts';
import { bridgeFollower } from '../bridge/follow/bridge-follower.ts';
import { openAccountRow, writeMe } from '../mirror/store/account-row.ts';
import { mergeFacts } from '../mirror/store/facts.ts';
import { lookingOf } from '../presence.ts';
import { Notifier, unreadFor } from './notifier.ts';

const teams = sides.accounts.teams;
const origin = inChat('o', { accountId: teams, authorId: ben.teams, createdAt: 5_000 });
const copy = message('k', { authorId: ben.mattermost, createdAt: 6_000 });
const pair = carried(origin, copy, { carriedBy: 'other' });
/** What Isthmus writes on a copy of `origin`. */
const note: MarkNote = { kind: 'mark', origin: 'teams', teams: [sharedKeyOf(origin.id)], part: 0, parts: 1 };

let time: VirtualTime;
let database: IsthmusDatabase;
let notifier: Notifier;
let shown: string[];
let inView: ConversationId | null;

beforeEach(async () => {
  time = new VirtualTime(1_700_000_000_000);
  database = openDatabase();
  [shown, inView] = [[], null];
  for (const service of ['mattermost', 'teams'] as const) {
    const id = sides.accounts[service];
    await openAccountRow(database, { id, service, displayName: 'Me', label: 'me' });
    await writeMe(database, id, me[service]);
  }
  await database.conversations.bulkPut([
    mergeFacts(undefined, facts({ id: general, kind: 'group' })),
    mergeFacts(
      undefined,
      facts({ id: origin.conversationId, accountId: teams, service: 'teams', kind: 'group', readAt: 1 }),
    ),
  ]);
  await database.links.put(both);
  await database.twins.bulkPut([...benKnown]);
  notifier = new Notifier({
    world: { ...({} as World), now: time.now, after: time.after, log: () => undefined },
    database,
    board: {
      show: ({ key }) => {
        shown.push(key);
        return Promise.resolve(null);
      },
      close: () => undefined,
    },
    looking: () =>
      lookingOf(
        { key: 'app', conversationId: inView, focused: true, wantsOlder: false, at: time.now() },
        false,
        time.now(),
      ),
    countedElsewhere: (...given) => bridgeFollower.countedElsewhere(...given),
    localTimeOf: () => ({ weekday: 1, minute: 0 }),
  });
  await notifier.start();
});
afterEach(async () => {
  await time.during(notifier.stop());
  database.close();
});

const comes = async (said: Message): Promise<void> => {
  await database.messages.put(said);
  const { id, accountId, conversationId } = said;
  await addPendingNotices(database, [{ messageId: id, accountId, conversationId, source: 'live' }]);
  notifier.wake();
};
const decided = async (): Promise<void> => {
  await time.pass(unreadFor);
  await time.settle();
};
const reasonOf = async ({ id }: Message): Promise<string | undefined> => {
  const outcome = (await readOutcomesOf(database, [id])).get(id);
  return outcome && 'reason' in outcome ? outcome.reason : outcome?.kind;
};

describe('a carried pair', () => {
  it('whose messages come together is notified by the original', async () => {
    await database.counterparts.put(pair);
    await comes(copy);
    await comes(origin);
    await decided();
    expect(shown).toEqual([origin.conversationId]);
    expect([await reasonOf(origin), await reasonOf(copy)]).toEqual(['shown', 'copy']);
  });

  it('is notified by the copy if that comes first, and not again', async () => {
    await database.counterparts.put(pair);
    await comes(copy);
    await decided();
    expect(shown).toEqual([general]);
    await comes(origin);
    await decided();
    expect(shown).toEqual([general]);
    expect(await reasonOf(origin)).toBe('told-as-copy');
  });

  it('is notified by the original if that comes first, and not again', async () => {
    await comes(origin);
    await decided();
    await database.counterparts.put(pair);
    await comes(copy);
    await decided();
    expect(shown).toEqual([origin.conversationId]);
    expect(await reasonOf(copy)).toBe('copy');
  });

  it('is notified once if its copy comes before it is known that the conversations are linked', async () => {
    await database.links.clear();
    await comes(origin);
    await decided();
    await comes({ ...copy, note });
    await decided();
    expect(shown).toEqual([origin.conversationId]);
    expect(await reasonOf(copy)).toBe('copy');
    const forged = message('forged', { authorId: `${account}/eve` as PersonId, createdAt: 7_000, note });
    await comes(forged);
    await decided();
    expect(await reasonOf(forged)).toBe('shown');
  });

  it('is notified once if an edit by hand took the note of its copy before it is known that the conversations are linked', async () => {
    await database.links.clear();
    const byBen = inChat('edited', {
      accountId: teams,
      authorId: ben.teams,
      createdAt: 6_000,
      editedAt: 6_500,
    });
    const byEve = inChat('forged', {
      ...{ accountId: teams, authorId: `${teams}/eve` as PersonId },
      ...{ createdAt: 6_000, editedAt: 6_500 },
    });
    const ownMark: MarkNote = {
      kind: 'mark',
      origin: 'mattermost',
      teams: [byBen, byEve].map(({ id }) => sharedKeyOf(id)),
      part: 0,
      parts: 1,
    };
    const post = message('post', { authorId: ben.mattermost, createdAt: 5_000, note: ownMark });
    await comes(post);
    await decided();
    expect(await reasonOf(post)).toBe('shown');
    await comes(byBen);
    await comes(byEve);
    await decided();
    expect([await reasonOf(byBen), await reasonOf(byEve)]).toEqual(['copy', 'shown']);
  });

  it('is notified once if its link ends between the copy and the original, and twice if somebody else wrote the copy', async () => {
    for (const [at, authorId] of [copy.authorId, `${account}/eve` as PersonId].entries()) {
      const [first, second] = [
        { ...copy, id: `${copy.id}-${at}` as MessageId, authorId },
        { ...origin, id: `${origin.id}-${at}` as MessageId },
      ];
      await database.counterparts.put({ ...pair, id: second.id, copies: [first.id] });
      await comes(first);
      await decided();
      await database.links.clear();
      await comes(second);
      await decided();
      expect([await reasonOf(first), await reasonOf(second)]).toEqual([
        'shown',
        at === 0 ? 'told-as-copy' : 'shown',
      ]);
    }
  });

  describe('of the relay, whose link has ended', () => {
    const bot = `${account}/bot` as PersonId;
    const byBot = { ...copy, authorId: bot };

    const reasonOfCopyAfter = async (): Promise<string | undefined> => {
      await comes(origin);
      await decided();
      await comes({ ...byBot, note });
      await decided();
      expect(await reasonOf(origin)).toBe('shown');
      return reasonOf(copy);
    };

    it('is notified once if the copy comes afterwards, and another link has the same relay', async () => {
      await database.links.put({
        ...both,
        id: 'another',
        mattermost: `${general}-2` as ConversationId,
        teams: `${origin.conversationId}-2` as ConversationId,
        relay: { kind: 'other', mattermost: bot, teams: `${teams}/bot` as PersonId },
      });
      await database.links.delete(both.id);
      expect(await reasonOfCopyAfter()).toBe('copy');
    });

    it('is notified once if the copy comes afterwards, and the relay has carried something there before', async () => {
      await database.links.clear();
      const before = message('before', { authorId: bot, createdAt: 4_000 });
      await database.messages.put(before);
      await database.counterparts.put({
        ...pair,
        id: `${origin.id}-before` as MessageId,
        copies: [before.id],
        carriedBy: 'relay',
        relayedBy: bot,
      });
      expect(await reasonOfCopyAfter()).toBe('copy');
    });

    it('is notified twice if nothing says that its author is the relay', async () => {
      await database.links.clear();
      expect(await reasonOfCopyAfter()).toBe('shown');
    });

    it('is notified once if the copy was told before', async () => {
      await database.links.clear();
      await database.counterparts.put({ ...pair, carriedBy: 'relay', relayedBy: bot });
      await comes(byBot);
      await decided();
      await comes(origin);
      await decided();
      expect([await reasonOf(copy), await reasonOf(origin)]).toEqual(['shown', 'told-as-copy']);
    });
  });

  it('that was read on the copy’s side is not notified', async () => {
    await database.counterparts.put(pair);
    await database.messages.put(copy);
    await database.conversations.update(general, { readAt: copy.createdAt });
    await comes(origin);
    await decided();
    expect(await reasonOf(origin)).toBe('read');
  });

  it('is two messages if another person forged the mark, so that nobody can hide another’s message', async () => {
    const forged = { ...copy, authorId: `${account}/eve` as PersonId };
    await database.counterparts.put(pair);
    await comes(forged);
    await decided();
    await comes(origin);
    await decided();
    expect(shown).toEqual([general, origin.conversationId]);
  });
});

describe('a linked conversation', () => {
  it('is in view by either side, and muted by either side', async () => {
    inView = general;
    await comes(origin);
    await decided();
    expect(await reasonOf(origin)).toBe('in-view');
    inView = null;
    await database.conversations.update(general, { muted: true });
    const later = inChat('p', { accountId: teams, authorId: ben.teams, createdAt: 7_000 });
    await comes(later);
    await decided();
    expect(await reasonOf(later)).toBe('muted');
    expect(shown).toEqual([]);
  });
});
