/** The facts about a message and its counterpart: whether the pair is believed, its parts, and whether both have the same text. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import {
  ben,
  benKnown,
  both,
  carried,
  inChat,
  me,
  outboxRow,
  post,
  quote,
  sides,
  tenant,
} from '../../../../test/support/gathering.ts';
import { account, message, person } from '../../../../test/support/rows.ts';
import { twinRows } from '../../../../test/support/twins.ts';
import type { Message, MessageId, Person, PersonId } from '../../../model/index.ts';
import type {
  CarriedBy,
  CounterpartRow,
  IsthmusDatabase,
  OutboxRow,
  OutboxState,
} from '../../../store/index.ts';
import { counterpartOf, gather, type Gathered } from './gather.ts';

const eve = `${account}/eve` as PersonId;
const base: CounterpartRow['originBase'] = { text: 'as it was', deleted: false };

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await database.links.put(both);
  await database.twins.bulkPut([...benKnown]);
});

const stored = async (...all: readonly Message[]): Promise<void> => {
  await database.messages.bulkPut([...all]);
};
const asked = (of: Message, waitedEnough = false): Promise<Gathered | null> =>
  gather(database, sides, outboxRow(of), waitedEnough);
const gathered = async (of: Message, waitedEnough = false): Promise<Gathered> => {
  await stored(of);
  const found = await asked(of, waitedEnough);
  if (found === null) throw new Error('nothing was gathered');
  return found;
};

describe('a message that has left the mirror', () => {
  it('is not carried, nor is one whose link is gone', async () => {
    expect(await asked(post('p'))).toBeNull();
    await stored(post('p'));
    expect(await asked(post('p'))).not.toBeNull();
    await database.links.clear();
    expect(await asked(post('p'))).toBeNull();
  });
});

describe('a request of unknown outcome', () => {
  const act = { kind: 'send', text: '', version: 1, part: 0, parts: 1 } as const;
  const sending = { kind: 'sending', act, after: 0, retryAt: 0, tries: 1 } as const;
  const wait = { kind: 'wait', why: 'other-attempt' };

  it('to write into this side may have made this message', async () => {
    await database.outbox.put(outboxRow(inChat('on its way'), sending));
    expect((await gathered(post('p'))).decision).toEqual(wait);
  });

  it.each<[string, OutboxRow]>([
    ['writes into the other side', outboxRow(post('on its way'), sending)],
    ['belongs to another link', outboxRow(inChat('on its way'), sending, 'another link')],
    ['makes nothing new', outboxRow(inChat('on its way'), { ...sending, act: { kind: 'repeatable' } })],
    ['was not made yet', outboxRow(inChat('on its way'))],
  ])('that %s delays nothing', async (_what, row) => {
    await database.outbox.put(row);
    expect((await gathered(post('p'))).decision).toEqual({ kind: 'send', part: 0 });
  });
});

describe('the origin and the copies of a pair', () => {
  const origin = inChat('100');
  const copies = [post('a'), post('b')] as const;
  const split = carried(origin, copies[0], { copies: copies.map(({ id }) => id), parts: 2 });

  it('are the same, whichever message is asked', async () => {
    await stored(origin, ...copies);
    await database.counterparts.put(split);
    for (const of of [origin, ...copies]) {
      const found = await gathered(of);
      expect(found.row).toEqual(split);
      expect(found.origin).toEqual(origin);
      expect(found.copies).toEqual(copies);
    }
  });

  it('lack copies while one is not in the mirror, and lack the origin while it is not', async () => {
    await stored(copies[1]);
    await database.counterparts.put(split);
    expect(await gathered(copies[1])).toMatchObject({ row: split, origin: null, copies: [] });
  });

  it('are none if no counterpart is known', async () => {
    expect(await gathered(origin)).toMatchObject({ row: null, origin: null, copies: [], agrees: true });
  });

  it('name no answered messages if nothing is removed', async () => {
    await stored(origin, post('a'), message('r', { threadId: post('a').id }));
    await database.counterparts.put(carried(origin, post('a'), { originBase: base, copyBase: base }));
    const { decision, answered } = await gathered(origin);
    expect(decision.kind).not.toBe('remove');
    expect([...answered]).toEqual([]);
  });

  it('the one on the other side: the first part that is there, or the origin', async () => {
    const counterpart = (of: Message) => counterpartOf(database, sides, both, of);
    await stored(origin, ...copies);
    expect(await counterpart(origin)).toBeNull();
    await database.counterparts.put(split);
    expect(await counterpart(origin)).toEqual(copies[0]);
    expect(await counterpart(copies[1])).toEqual(origin);
    await database.counterparts.put({ ...split, copies: [null, copies[1].id] });
    expect(await counterpart(origin)).toEqual(copies[1]);
    await database.messages.delete(copies[1].id);
    expect(await counterpart(origin)).toBeNull();
    await database.counterparts.put({ ...split, copies: [null] });
    expect(await counterpart(origin)).toBeNull();
  });
});

describe('a pair is believed', () => {
  const by = (teams: PersonId | null, mattermost: PersonId | null) =>
    [inChat('100', { authorId: teams }), post('a', { authorId: mattermost })] as const;
  const isBelieved = async (
    [origin, copy]: readonly [Message, Message],
    carriedBy: CarriedBy,
    known: 'both' | 'copy' = 'both',
  ): Promise<boolean> => {
    const row = carried(origin, copy, { carriedBy });
    await stored(...(known === 'both' ? [origin] : []));
    await database.counterparts.put(row);
    return (await gathered(copy)).row !== null;
  };

  it.each<[string, PersonId | null, PersonId | null, boolean]>([
    ['the user on both sides', me.teams, me.mattermost, true],
    ['somebody who is known to be the same', ben.teams, ben.mattermost, true],
    ['two people', ben.teams, eve, false],
    ['somebody in the channel, of a message of the user', me.teams, eve, false],
    ['the user in the channel, of a message of somebody', ben.teams, me.mattermost, false],
    ['nobody who is known', null, null, true],
    ['somebody in the channel, of a message without an author', null, eve, true],
    ['somebody in the chat, with a copy without an author', ben.teams, null, true],
  ])('or not, by its authors: %s', async (_who, teams, mattermost, expected) => {
    expect(await isBelieved(by(teams, mattermost), 'other')).toBe(expected);
  });

  it('but not if both texts contradict it, whoever made the row', async () => {
    expect(await isBelieved(by(me.teams, eve), 'me')).toBe(false);
  });

  it('but not only because another person claims to be the user, or the user once claimed to be another person', async () => {
    const claims = (key: string) => `user/${key}` as Person['claims'];
    const { teams } = sides.accounts;
    const wrong = [
      person(me.mattermost, { claims: claims('ben') }),
      person(eve, { claims: claims('me') }),
      person(ben.teams, { accountId: teams }),
      person(me.teams, { accountId: teams }),
    ];
    await database.twins.bulkPut(twinRows(wrong, sides.accounts));
    expect(await database.twins.get(me.teams)).toMatchObject({ twins: [{ id: eve }] });
    for (const [origin, copy] of [by(ben.teams, me.mattermost), by(me.teams, eve)]) {
      await stored(origin);
      await database.counterparts.put(carried(origin, copy));
      expect((await gathered(copy)).row).toBeNull();
    }
  });

  it('if only one of its messages is known, unless it would hide the user’s own message', async () => {
    expect(await isBelieved(by(me.teams, eve), 'other', 'copy')).toBe(true);
    await database.messages.clear();
    expect(await isBelieved(by(ben.teams, me.mattermost), 'other', 'copy')).toBe(false);
    expect(await isBelieved(by(null, me.mattermost), 'other')).toBe(false);
    expect(await isBelieved(by(me.teams, null), 'other')).toBe(false);
    await database.messages.clear();
    expect(await isBelieved(by(me.teams, me.mattermost), 'me', 'copy')).toBe(true);
  });

  it('beside one that is not believed, because a forged mark takes no place', async () => {
    const [origin, copy] = by(me.teams, me.mattermost);
    const forged = post('forged', { authorId: eve });
    await stored(origin, copy, forged);
    // The forger’s own message calls the user’s copy one of its parts.
    await database.counterparts.bulkPut([
      carried(inChat('001', { authorId: ben.teams }), copy, { carriedBy: 'other' }),
      carried(origin, copy),
    ]);
    await stored(inChat('001', { authorId: ben.teams }));
    expect((await gathered(copy)).row?.id).toBe(origin.id);
  });
});

describe('a relay and the mark of somebody’s post', () => {
  const relayed = { ...both, relay: { kind: 'this' } } as const;
  const counterpart = async (origin: Message, copy: Message): Promise<MessageId | undefined> => {
    await stored(origin, copy);
    await database.counterparts.put(carried(origin, copy, { carriedBy: 'other' }));
    return (await counterpartOf(database, sides, relayed, origin))?.id;
  };
  const theirs = (authorId: PersonId): Message => inChat('100', { authorId });

  it('is not believed if it is known that they are two people: anybody can forge one to hide a message', async () => {
    expect(await counterpart(theirs(ben.teams), post('forged', { authorId: eve }))).toBeUndefined();
    const dora = `${tenant}/user/dora` as PersonId;
    expect(await counterpart(theirs(dora), post('k', { authorId: ben.mattermost }))).toBeUndefined();
  });
  it('is believed of the same person, and of somebody who said so once and has disconnected since', async () => {
    const copy = post('k', { authorId: ben.mattermost });
    expect(await counterpart(theirs(ben.teams), copy)).toBe(copy.id);
    await database.twins.clear();
    expect(await counterpart(theirs(ben.teams), copy)).toBe(copy.id);
  });
  it('is counted where no claim of the author’s says whose it is', async () => {
    const copy = post('k', { authorId: ben.mattermost });
    await counterpart(theirs(ben.teams), copy);
    await database.links.put(relayed);
    await database.people.put(person(ben.mattermost, { claims: 'user/ben' as Person['claims'] }));
    const none = { kind: 'nothing', reason: null };
    for (const one of [theirs(ben.teams), copy]) expect((await gathered(one)).decision).toEqual(none);
    await database.people.put(person(ben.mattermost));
    await database.twins.clear();
    const counted = { kind: 'nothing', reason: 'marked-unconnected' };
    for (const one of [theirs(ben.teams), copy]) expect((await gathered(one)).decision).toEqual(counted);
  });
});

describe('whether both messages have the same text', () => {
  const saying = (...paragraphs: readonly string[]): Message =>
    inChat('100', {
      body: { format: 'html', content: paragraphs.map((text) => `<p>${text}</p>`).join('') },
    });
  const copied = (key: string, content: string): Message =>
    post(key, { body: { format: 'markdown', content } });
  const agrees = async (
    origin: Message,
    copies: readonly Message[],
    over: Partial<CounterpartRow> = {},
  ): Promise<boolean> => {
    await stored(...copies);
    const ids: readonly MessageId[] = copies.map(({ id }) => id);
    await database.counterparts.put({
      ...carried(origin, post('a')),
      copies: ids,
      parts: ids.length,
      ...over,
    });
    return (await gathered(origin)).agrees;
  };

  it('is read from one message', async () => {
    expect(await agrees(saying('same'), [copied('a', 'same')])).toBe(true);
    expect(await agrees(saying('same'), [copied('a', 'other')])).toBe(false);
  });

  it('is checked only for the user’s own messages, if one of both has no agreed state', async () => {
    const differing = [saying('same'), [copied('a', 'other')]] as const;
    expect(await agrees(...differing, { originBase: base })).toBe(false);
    expect(await agrees(...differing, { copyBase: base })).toBe(false);
    expect(await agrees(...differing, { originBase: base, copyBase: base })).toBe(true);
    const [origin, copy] = [
      { ...saying('same'), authorId: ben.teams },
      { ...copied('a', 'other'), authorId: ben.mattermost },
    ];
    expect(await agrees(origin, [copy], { carriedBy: 'other' })).toBe(true);
  });

  it('is no reason against a pair while a message is missing', async () => {
    expect(await agrees(saying('same'), [], { copies: [post('not here').id] })).toBe(true);
    const copy = copied('a', 'other');
    await database.messages.clear();
    await database.counterparts.put(carried(saying('same'), copy));
    expect(await gathered(copy)).toMatchObject({ origin: null, agrees: true });
  });

  it('is read part by part from a text that was cut', async () => {
    const long = saying('first part', 'second part');
    const [first, second] = [copied('a', 'first part'), copied('b', 'second part')];
    expect(await agrees(long, [first, second])).toBe(true);
    expect(await agrees(long, [first, copied('b', 'edited')])).toBe(false);
    expect(await agrees(long, [copied('a', 'edited'), second])).toBe(false);
    expect(await agrees(saying('first part', 'second part', 'third part'), [first, second])).toBe(false);
  });

  it('is read from one message that is longer than what would be sent today', async () => {
    const whole = copied('a', 'first part\n\nsecond part');
    expect(await agrees(saying('first part', 'second part'), [whole])).toBe(true);
  });

  it('is false if a paragraph was moved by hand from one part into the next', async () => {
    const origin = saying('first', 'second', 'third');
    expect(await agrees(origin, [copied('a', 'first\n\nsecond'), copied('b', 'third')])).toBe(true);
    expect(await agrees(origin, [copied('a', 'first'), copied('b', 'second\n\nthird')])).toBe(false);
  });

  // The form of an earlier version, whose reader was CommonMark's.
  it.each([
    [
      '<p>Note: <strong>it *is*</strong> <em>so_so</em>, <s>not</s> 2 * 3 [a](b) <code>a|b</code></p>',
      'Note: **it \\*is\\*** _so_so_, ~~not~~ 2 * 3 \\[a](b) `a|b`',
    ],
    [
      '<ul><li>a<ol start="3"><li>b</li></ol></li><li>c</li></ul><pre><code>all:\n\tgcc</code></pre><blockquote><p>q</p></blockquote>',
      '- a\n\n  3. b\n\n- c\n\n```\nall:\n\tgcc\n```\n\n> q',
    ],
    [
      '<h2>a_b</h2><table><tr><td>x|y</td><td>z</td></tr></table><p>- no item<br># no heading<br>https://x.example/a_b</p>',
      '## a_b\n\n|  |  |\n| --- | --- |\n| x\\|y | z |\n\n\\- no item\n\\# no heading\nhttps://x.example/a_b',
    ],
  ])('is true for a copy that an earlier version wrote: %s', async (html, markdown) => {
    const origin = inChat('100', { body: { format: 'html', content: html } });
    expect(await agrees(origin, [copied('a', markdown)])).toBe(true);
  });

  it('allows additional copies without text', async () => {
    const [first, second] = [copied('a', 'first part'), copied('b', 'second part')];
    expect(await agrees(saying('first part'), [first, copied('b', '')])).toBe(true);
    expect(await agrees(saying('first part'), [first, second])).toBe(false);
  });

  it('ignores the quote of the answered message', async () => {
    const answer = { ...saying('first part', 'second part'), attachments: [quote(inChat('099').id)] };
    const [first, second] = [copied('a', 'first part'), copied('b', 'second part')];
    expect(await agrees(answer, [first, second])).toBe(true);
  });
});

describe('the counterpart of the answered message', () => {
  const root = (over: Partial<Message> = {}) => post('root', over);
  const answer = post('answer', { threadId: root().id, createdAt: 2_000 });
  const standing = async (of: Message, waitedEnough = false) => {
    await stored(of);
    return (await gathered(answer, waitedEnough)).root;
  };
  const never = { kind: 'never' };
  const awaited = { kind: 'awaited' };

  it('is known if it was carried: it exists, is gone, or is not here yet', async () => {
    const there = inChat('100');
    await database.counterparts.put(carried(there, root()));
    expect(await standing(root())).toEqual({ kind: 'awaited', unseen: there.id });
    expect(await standing(root(), true)).toEqual(never);
    await stored({ ...there, deletedAt: 5 });
    expect(await standing(root())).toEqual(never);
    await stored(there);
    expect(await standing(root(), true)).toEqual({ kind: 'carried', id: there.id });
  });

  it('will never be known if it was carried in parts and no part is known', async () => {
    await database.counterparts.put(carried(root(), root(), { origin: 'mattermost', copies: [null] }));
    expect(await standing(root())).toEqual(never);
  });

  it.each<[OutboxState, boolean]>([
    [{ kind: 'queued' }, true],
    [{ kind: 'failed', reason: { kind: 'too-long' } }, false],
    [{ kind: 'discarded' }, false],
  ])('of the user’s own message with the state %j', async (state, isAwaited) => {
    expect(await standing(root())).toEqual(never);
    await database.outbox.put(outboxRow(root(), state));
    expect(await standing(root())).toEqual(isAwaited ? awaited : never);
    expect(await standing(root(), true)).toEqual(never);
  });

  it('will come for another person’s message if they have their own Isthmus', async () => {
    expect(await standing(root({ authorId: ben.mattermost }))).toEqual(awaited);
    expect(await standing(root({ authorId: eve }))).toEqual(never);
    const inTheChat = inChat('100', { authorId: ben.teams });
    const answered = inChat('200', { attachments: [quote(inTheChat.id)] });
    await stored(inTheChat);
    expect((await gathered(answered)).root).toEqual(awaited);
    await stored({ ...inTheChat, authorId: `${tenant}/user/eve` as PersonId });
    expect((await gathered(answered)).root).toEqual(never);
    // Messages in the outbox are sent by the user alone.
    await database.outbox.put(outboxRow(root()));
    expect(await standing(root({ authorId: eve }))).toEqual(never);
  });

  it.each<[string, Partial<Message>]>([
    ['has no author', { authorId: null }],
    ['was deleted', { deletedAt: 5 }],
    ['is hidden by a policy', { blocked: true }],
    ['is older than the link', { createdAt: 999 }],
  ])('never comes for a message that %s', async (_what, over) => {
    await database.links.put({ ...both, since: { mattermost: 1_000, teams: 1_500 } });
    await database.outbox.put(outboxRow(root()));
    expect(await standing(root())).toEqual(awaited);
    expect(await standing(root(over))).toEqual(never);
  });
});
