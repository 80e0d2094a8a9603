/** What a relay decides, and whose rows are believed where an organisation has one. */
import { describe, expect, it } from 'vitest';
import { link as linkRow, message as row } from '../../../../test/support/rows.ts';
import type { ConversationId, Message, MessageId, PersonId } from '../../../model/index.ts';
import type { CarriedBy, CounterpartRow, LinkRelay } from '../../../store/index.ts';
import { snapshotOf } from './compare.ts';
import { type AwayAuthor, type CarryCase, decide } from './decide.ts';
import { carriedByOf, isRelayedRight, weightOf } from './relay.ts';

const mattermost = 'm-r/town' as ConversationId;
const teams = 't-r/chat/c' as ConversationId;
const bot = { mattermost: 'm-r/bot' as PersonId, teams: 't-r/user/bot' as PersonId };
const cy = 'm-r/cy' as PersonId;
const link = linkRow({ mattermost, teams, since: { mattermost: 100, teams: 100 }, relay: { kind: 'this' } });

const post = (over: Partial<Message> = {}): Message =>
  row('p', {
    ...{ id: `${mattermost}/p` as MessageId, conversationId: mattermost, authorId: cy, createdAt: 200 },
    ...over,
  });
const copy = (over: Partial<Message> = {}): Message =>
  row('c', {
    ...{ id: `${teams}/1` as MessageId, conversationId: teams, authorId: bot.teams, createdAt: 210 },
    ...over,
  });
const relayed = (over: Partial<CounterpartRow> = {}): CounterpartRow => ({
  ...{ id: post().id, linkId: link.id, origin: 'mattermost', copies: [copy().id], parts: 1 },
  ...{ carriedBy: 'me', originBase: snapshotOf(post()), copyBase: snapshotOf(copy()), reactions: [] },
  ...over,
});
const given = (over: Partial<CarryCase> = {}): CarryCase => ({
  ...{ link, service: 'mattermost', message: post(), me: bot, row: null, origin: null, copies: [] },
  ...{ attemptIntoThisSide: false, root: { kind: 'none' }, agrees: true },
  canRestore: { teams: true, mattermost: false },
  canReact: () => true,
  author: { kind: 'unconnected', sure: true },
  ...over,
});
const pair = (origin: Message, other: Message, over: Partial<CounterpartRow> = {}): CarryCase =>
  given({ message: origin, row: relayed(over), origin, copies: [other] });

describe('a relay and a message of which nothing is known', () => {
  it('carries what somebody wrote who has certainly not connected', () => {
    expect(decide(given())).toEqual({ kind: 'send', part: 0 });
  });
  it('waits until it is sure of that', () => {
    const unsure = { kind: 'unconnected', sure: false } as const;
    expect(decide(given({ author: unsure }))).toEqual({ kind: 'wait', why: 'author-settles' });
  });
  it('does not wait for a request of its own that has no answer yet: what it made is its own account’s', () => {
    expect(decide(given({ attemptIntoThisSide: true }))).toEqual({ kind: 'send', part: 0 });
  });
  it.each<[string, Partial<CarryCase>, string]>([
    ['of somebody who has connected', { author: { kind: 'connected' } }, 'author-connected'],
    ['of its own account', { message: post({ authorId: bot.mattermost }) }, 'relay-account'],
    ['of its own bot', { message: post({ authorId: bot.mattermost, writtenBy: 'bot' }) }, 'relay-account'],
    ['of another bot', { message: post({ writtenBy: 'bot' }) }, 'not-a-person'],
    ['from before the link', { message: post({ createdAt: 99 }) }, 'before-link'],
    ['that was deleted', { message: post({ deletedAt: 300 }) }, 'deleted-before-carried'],
    ['that burns', { message: post({ staysHere: 'burn-on-read' }) }, 'burn-on-read'],
    ['that rules hide', { message: post({ blocked: true }) }, 'blocked'],
  ])('leaves a message %s, and says why', (_which, over, reason) => {
    expect(decide(given(over))).toEqual({ kind: 'nothing', reason });
  });
});

describe('a relay and an author who has connected and is away', () => {
  const away = (carried: AwayAuthor['carried']): AwayAuthor => ({ kind: 'away', as: cy, carried });
  const changed = post({ body: { format: 'text', content: 'else' } });
  const theirs = (origin: Message, over: Partial<CarryCase> = {}): CarryCase => ({
    ...pair(origin, copy({ authorId: 't-r/user/cy' as PersonId }), { carriedBy: 'other' }),
    ...{ author: away('no'), ...over },
  });

  it('carries a message when it is known that the author’s Isthmus did not', () => {
    expect(decide(given({ author: away('no') }))).toEqual({ kind: 'send', part: 0 });
    expect(decide(given({ author: away('unasked') }))).toEqual({ kind: 'wait', why: 'author-settles' });
  });
  it('leaves a message that may have been carried', () => {
    const left = { kind: 'nothing', reason: 'perhaps-carried' };
    expect(decide(given({ author: away('perhaps') }))).toEqual(left);
  });
  it('leaves the edit and the deletion of what the author’s Isthmus carried, and says why', () => {
    const left = { kind: 'nothing', reason: 'author-away' };
    expect(decide(theirs(changed, { agrees: false }))).toEqual(left);
    expect(decide(theirs(post({ deletedAt: 300 })))).toEqual(left);
    expect(decide(theirs(post()))).toEqual({ kind: 'nothing', reason: null });
    const present = theirs(changed, { agrees: false, author: { kind: 'connected' } });
    expect(decide(present)).toEqual({ kind: 'nothing', reason: null });
  });
});

describe('a relay and a message that somebody’s mark calls carried', () => {
  const marked = (author: CarryCase['author']): CarryCase => ({
    ...pair(post(), copy({ authorId: 't-r/user/cy' as PersonId }), { carriedBy: 'other' }),
    author,
  });
  it('leaves it, and counts it where the author has not connected: the mark may be forged', () => {
    const unconnected = marked({ kind: 'unconnected', sure: false });
    expect(decide(unconnected)).toEqual({ kind: 'nothing', reason: 'marked-unconnected' });
    expect(decide(marked({ kind: 'connected' }))).toEqual({ kind: 'nothing', reason: null });
  });
});

describe('a relay and its copy', () => {
  const edited = (message: Message): Message => ({ ...message, body: { format: 'text', content: 'else' } });

  it('follows an edit, a deletion and an undone deletion of the message', () => {
    expect(decide(pair(edited(post()), copy()))).toEqual({ kind: 'edit', from: 'origin' });
    const gone = post({ deletedAt: 300 });
    expect(decide(pair(gone, copy()))).toEqual({ kind: 'remove', from: 'copy' });
    const wasGone = { originBase: { ...snapshotOf(post()), deleted: true } };
    const removed = copy({ deletedAt: 300 });
    const back = { ...wasGone, copyBase: { ...snapshotOf(copy()), deleted: true } };
    expect(decide(pair(post(), removed, back))).toEqual({ kind: 'restore' });
  });
  it('follows edits also when the author has connected since: nobody else may change the copy', () => {
    const now = { ...pair(edited(post()), copy()), author: { kind: 'connected' } as const };
    expect(decide(now)).toEqual({ kind: 'edit', from: 'origin' });
  });
  it('never changes the message: a copy that was deleted stays deleted, and the message stays', () => {
    const keep = decide(pair(post(), copy({ deletedAt: 300 })));
    expect(keep).toMatchObject({ kind: 'keep', row: { copyBase: { deleted: true } } });
    if (keep.kind !== 'keep') throw new Error('it was not kept');
    expect(decide({ ...pair(post(), copy({ deletedAt: 300 })), row: keep.row })).toEqual({
      kind: 'nothing',
      reason: null,
    });
  });
  it('leaves a copy that was edited by hand as it is, until the message is edited', () => {
    const found = decide(pair(post(), edited(copy())));
    expect(found).toMatchObject({ kind: 'remember', row: { copyBase: snapshotOf(edited(copy())) } });
    if (found.kind !== 'remember') throw new Error('it was not remembered');
    const { row: kept } = found;
    expect(decide({ ...pair(post(), edited(copy())), row: kept })).toEqual({ kind: 'nothing', reason: null });
    expect(decide({ ...pair(edited(post()), edited(copy())), row: kept })).toMatchObject({ kind: 'edit' });
  });
  it('sends the parts that are missing', () => {
    expect(decide(pair(post(), copy(), { parts: 2 }))).toEqual({ kind: 'send', part: 1 });
  });
  it('counts the message as newer where it is not known when both last agreed', () => {
    const unseen = { originBase: null, copyBase: null };
    const later = copy({ editedAt: 900, body: { format: 'text', content: 'else' } });
    const first = decide({ ...pair(post(), later, unseen), agrees: false });
    if (first.kind !== 'remember') throw new Error('it was not remembered');
    expect(decide({ ...pair(post(), later), row: first.row })).toEqual({ kind: 'edit', from: 'origin' });
  });
  it('marks no post, because it may not, and carries nobody’s reactions', () => {
    const reacted = post({ reactions: [{ emoji: '👍', name: '+1', personIds: [cy, bot.mattermost] }] });
    expect(decide(pair(reacted, copy()))).toEqual({ kind: 'nothing', reason: null });
  });
});

describe('who carried a message', () => {
  const me = 'm-r/me' as PersonId;
  const other: LinkRelay = { kind: 'other', ...bot };

  it('is told by who wrote its copy', () => {
    expect(carriedByOf({ relay: other }, 'mattermost', me, me)).toBe('me');
    expect(carriedByOf({ relay: other }, 'mattermost', bot.mattermost, me)).toBe('relay');
    expect(carriedByOf({ relay: other }, 'teams', bot.mattermost, me)).toBe('other');
    expect(carriedByOf({}, 'mattermost', bot.mattermost, me)).toBe('other');
    expect(carriedByOf({ relay: { kind: 'this' } }, 'mattermost', bot.mattermost, bot.mattermost)).toBe('me');
    expect(carriedByOf({ relay: other }, 'mattermost', null, null)).toBe('other');
  });
  it('orders rows about one message: the user’s own first, then the relay’s', () => {
    const rows: readonly CarriedBy[] = ['other', 'me', 'relay'];
    const ordered = [...rows].sort((one, two) => weightOf({ carriedBy: two }) - weightOf({ carriedBy: one }));
    expect(ordered).toEqual(['me', 'relay', 'other']);
  });
  it('is believed of the relay only where its own account wrote the copy', () => {
    const mine = { mattermost: me, teams: 't-r/user/me' as PersonId };
    const said = (carriedBy: CarriedBy, relay: LinkRelay | undefined, by: PersonId | null) =>
      isRelayedRight(
        relay === undefined ? {} : { relay },
        { origin: 'mattermost', carriedBy },
        { origin: cy, copy: by },
        mine,
      );
    expect(said('relay', other, bot.teams)).toBe(true);
    expect(said('relay', other, null)).toBe(true);
    expect(said('relay', other, cy)).toBe(false);
    expect(said('relay', { ...other, teams: cy }, bot.teams)).toBe(false);
    expect(said('relay', undefined, bot.teams)).toBe(false);
    expect(said('other', other, bot.teams)).toBeNull();
    expect(said('me', other, mine.teams)).toBeNull();
  });
  it('is believed of an earlier relay where the row keeps that it wrote the copy, and of nobody else', () => {
    const mine = { mattermost: me, teams: 't-r/user/me' as PersonId };
    const row = { origin: 'mattermost', carriedBy: 'relay', relayedBy: bot.teams } as const;
    const said = (relay: LinkRelay | undefined, by: PersonId | null) =>
      isRelayedRight(relay === undefined ? {} : { relay }, row, { origin: me, copy: by }, mine);
    for (const relay of [undefined, { kind: 'other', ...bot, teams: cy } as const, other]) {
      expect(said(relay, bot.teams)).toBe(true);
      expect(said(relay, null)).toBe(true);
      expect(said(relay, me)).toBe(false);
    }
  });
  it('is believed of the relay by itself where it wrote the copy, and not the message', () => {
    const said = (origin: PersonId | null, by: PersonId | null) =>
      isRelayedRight(
        { relay: { kind: 'this' } },
        { origin: 'mattermost', carriedBy: 'me' },
        { origin, copy: by },
        bot,
      );
    expect(said(cy, bot.teams)).toBe(true);
    expect(said(null, null)).toBe(true);
    expect(said(bot.mattermost, bot.teams)).toBe(false);
    expect(said(cy, cy)).toBe(false);
  });
});
