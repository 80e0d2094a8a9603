import { describe, expect, it } from 'vitest';
import type { ConversationId, Message, MessageId, PersonId, SharedKey } from '../../../model/index.ts';
import { account, link as linkRow, message as row } from '../../../../test/support/rows.ts';
import type { CounterpartRow } from '../../../store/index.ts';
import { snapshotOf } from './compare.ts';
import { type CarryCase, decide } from './decide.ts';

const mattermost = `${account}/general` as ConversationId;
const teams = 't-aaaaaaaaaaaa/chat/c' as ConversationId;
const me = { mattermost: `${account}/me` as PersonId, teams: 't-aaaaaaaaaaaa/user/me' as PersonId };
const link = linkRow({ mattermost, teams, since: { mattermost: 100, teams: 100 } });

const post = (over: Partial<Message> = {}): Message =>
  row('p', {
    id: `${mattermost}/p` as MessageId,
    conversationId: mattermost,
    authorId: me.mattermost,
    authorName: null,
    createdAt: 200,
    ...over,
  });
const copy = (over: Partial<Message> = {}): Message =>
  row('c', {
    id: `${teams}/1` as MessageId,
    conversationId: teams,
    authorId: me.teams,
    createdAt: 210,
    body: { format: 'html', content: '<p>p</p>' },
    ...over,
  });

const agreed = (over: Partial<CounterpartRow> = {}): CounterpartRow => ({
  id: post().id,
  linkId: link.id,
  origin: 'mattermost',
  copies: [copy().id],
  parts: 1,
  carriedBy: 'me',
  originBase: snapshotOf(post()),
  copyBase: snapshotOf(copy()),
  reactions: [],
  ...over,
});

const marked: Message['note'] = {
  kind: 'mark',
  origin: 'mattermost',
  teams: ['chat/c/1' as SharedKey],
  part: 0,
  parts: 1,
};

const given = (over: Partial<CarryCase> = {}): CarryCase => ({
  link,
  service: 'mattermost',
  message: post(),
  me,
  row: null,
  origin: null,
  copies: [],
  attemptIntoThisSide: false,
  root: { kind: 'none' },
  agrees: true,
  canRestore: { teams: true, mattermost: false },
  canReact: () => true,
  author: { kind: 'unconnected', sure: false },
  ...over,
});

/** Both forms known, with what the row says of them. */
const pair = (origin: Message, other: Message, over: Partial<CarryCase> = {}): CarryCase =>
  given({ message: origin, row: agreed(), origin, copies: [other], ...over });

describe('a message without a counterpart', () => {
  it('of the user is sent', () => {
    expect(decide(given())).toEqual({ kind: 'send', part: 0 });
  });
  it.each([
    [
      'by somebody else: their own Isthmus carries it',
      { message: post({ authorId: `${account}/ada` as PersonId }) },
      'not-mine',
    ],
    ['by a webhook under my user id', { message: post({ writtenBy: 'webhook' }) }, 'not-a-person'],
    ['by a bot', { message: post({ writtenBy: 'bot' }) }, 'not-a-person'],
    ['by nobody who is named', { message: post({ authorId: null }) }, 'not-a-person'],
    ['that goes once it was read', { message: post({ staysHere: 'burn-on-read' }) }, 'burn-on-read'],
    ['by the system', { message: post({ kind: 'system' as const }) }, 'system-message'],
    [
      'that makes a link',
      {
        message: post({
          note: { kind: 'link', teams: 'chat/c' as SharedKey, name: '', since: null },
        }),
      },
      'system-message',
    ],
    ['from before the link', { message: post({ createdAt: 99 }) }, 'before-link'],
    ['deleted before it was carried', { message: post({ deletedAt: 300 }) }, 'deleted-before-carried'],
    ['in a conversation that is not carried', { link: { ...link, carried: false } }, 'not-carried-by-choice'],
  ])('%s is not sent', (_name, over, reason) => {
    expect(decide(given(over))).toEqual({ kind: 'nothing', reason });
  });
  it('that an open attempt may have made waits for the end of that attempt', () => {
    expect(decide(given({ attemptIntoThisSide: true }))).toEqual({ kind: 'wait', why: 'other-attempt' });
  });
  it('waits while its root is being carried, and is sent without it if the root never comes', () => {
    expect(decide(given({ root: { kind: 'awaited' } }))).toMatchObject({ why: 'root-not-carried' });
    expect(decide(given({ root: { kind: 'never' } }))).toEqual({ kind: 'send', part: 0 });
  });
});

describe('a pair', () => {
  it('that agrees and is marked needs no act', () => {
    expect(decide(pair(post({ note: marked }), copy()))).toEqual({ kind: 'nothing', reason: null });
  });
  it('gets its mark on the Mattermost post, so that every Isthmus knows of it', () => {
    expect(decide(pair(post(), copy()))).toMatchObject({ kind: 'mark', note: { teams: ['chat/c/1'] } });
  });
  it('follows an edit on either side; if both were edited, the origin wins', () => {
    const edited = post({ note: marked, body: { format: 'markdown', content: 'new' } });
    const editedCopy = copy({ body: { format: 'html', content: '<p>other</p>' } });
    expect(decide(pair(edited, copy()))).toEqual({ kind: 'edit', from: 'origin' });
    expect(decide(pair(post({ note: marked }), editedCopy))).toEqual({ kind: 'edit', from: 'copy' });
    expect(decide(pair(edited, editedCopy))).toEqual({ kind: 'edit', from: 'origin' });
  });
  it('follows a deletion on either side', () => {
    expect(decide(pair(post({ deletedAt: 9 }), copy()))).toEqual({ kind: 'remove', from: 'copy' });
    expect(decide(pair(post(), copy({ deletedAt: 9 })))).toEqual({ kind: 'remove', from: 'origin' });
  });
  it('that was deleted by hand on both sides is only recorded', () => {
    const gone = pair(post({ deletedAt: 9 }), copy({ deletedAt: 9 }));
    const decision = decide(gone);
    expect(decision.kind).toBe('remember');
    if (decision.kind === 'remember')
      expect(decide({ ...gone, row: decision.row })).toEqual({ kind: 'nothing', reason: null });
  });
  it('follows an undone deletion: it is undone if the service can do that, else the message is sent again', () => {
    const base = {
      originBase: { ...snapshotOf(post()), deleted: true },
      copyBase: { ...snapshotOf(copy()), deleted: true },
    };
    const back = pair(post(), copy({ deletedAt: 9 }), { row: agreed(base) });
    expect(decide(back)).toEqual({ kind: 'restore' });
    expect(decide({ ...back, canRestore: { teams: false, mattermost: false } })).toEqual({
      kind: 'send',
      part: 0,
    });
  });
  it('#165: the user’s reaction is carried once, removed once, and never carried back', () => {
    const thumb = { emoji: '👍', name: '+1' };
    const here = post({ note: marked, reactions: [{ ...thumb, personIds: [me.mattermost] }] });
    const there = copy({ reactions: [{ ...thumb, personIds: [me.teams] }] });
    expect(decide(pair(here, copy()))).toEqual({ kind: 'react', on: 'copy', reaction: '👍', set: true });
    expect(decide(pair(here, there))).toMatchObject({ kind: 'remember', row: { reactions: ['👍'] } });
    const common = agreed({ reactions: ['👍'] });
    expect(decide(pair(here, there, { row: common }))).toEqual({ kind: 'nothing', reason: null });
    expect(decide(pair(post({ note: marked }), there, { row: common }))).toEqual({
      kind: 'react',
      on: 'copy',
      reaction: '👍',
      set: false,
    });
  });
  it('a reaction that the other side cannot show stays where it is', () => {
    const here = post({
      note: marked,
      reactions: [{ emoji: null, name: 'parrot', personIds: [me.mattermost] }],
    });
    expect(decide(pair(here, copy(), { canReact: () => false }))).toEqual({
      kind: 'nothing',
      reason: 'reaction-unknown-there',
    });
  });
  it('of somebody else: their text is not carried, the user’s reaction is', () => {
    const ada = `${account}/ada` as PersonId;
    const theirs = agreed({ carriedBy: 'other', originBase: null, copyBase: null });
    const edited = post({ authorId: ada, body: { format: 'markdown', content: 'new' } });
    expect(decide(pair(edited, copy(), { row: theirs }))).toEqual({ kind: 'nothing', reason: null });
    const liked = { ...edited, reactions: [{ emoji: '🎉', name: 'tada', personIds: [me.mattermost] }] };
    expect(decide(pair(liked, copy(), { row: theirs }))).toMatchObject({ kind: 'react', on: 'copy' });
  });
  it('of somebody else that the mirror lacks on the other side is asked for once the user’s reactions have changed', () => {
    const ada = `${account}/ada` as PersonId;
    const theirs = agreed({ carriedBy: 'other', originBase: null, copyBase: null });
    const liked = [{ emoji: '🎉', name: 'tada', personIds: [me.mattermost] }];
    const on = (over: Partial<Message>, row = theirs) =>
      decide(
        given({ row, message: post({ authorId: ada, ...over }), origin: post({ authorId: ada, ...over }) }),
      );
    expect(on({ reactions: liked })).toEqual({ kind: 'see', on: 'teams', forms: [copy().id] });
    expect(on({}, { ...theirs, reactions: ['🎉'] })).toMatchObject({ kind: 'see' });
    const nothing = { kind: 'nothing', reason: null };
    expect(on({})).toEqual(nothing);
    expect(on({ reactions: liked }, { ...theirs, reactions: ['🎉'] })).toEqual(nothing);
    expect(on({ reactions: liked, deletedAt: 9 })).toEqual(nothing);
    const fromTeams = { ...theirs, origin: 'teams' as const, id: copy().id, copies: [post().id] };
    expect(decide(given({ row: fromTeams, message: post({ authorId: ada, reactions: liked }) }))).toEqual({
      kind: 'see',
      on: 'teams',
      forms: [copy().id],
    });
  });
  it('that is new agrees if both texts are equal; else the side edited last has a change to carry', () => {
    const unseen = agreed({ originBase: null, copyBase: null });
    expect(decide(pair(post(), copy(), { row: unseen }))).toMatchObject({
      kind: 'remember',
      row: { originBase: snapshotOf(post()), copyBase: snapshotOf(copy()) },
    });
    const later = pair(post({ note: marked, editedAt: 5 }), copy({ editedAt: 9 }), {
      row: unseen,
      agrees: false,
    });
    const decision = decide(later);
    if (decision.kind !== 'remember') throw new Error(decision.kind);
    expect(decide({ ...later, row: decision.row })).toEqual({ kind: 'edit', from: 'copy' });
  });
});

describe('a copy that a moderator has deleted', () => {
  const own = agreed({ origin: 'teams', id: copy().id, copies: [post().id], originBase: snapshotOf(copy()) });
  const fromTeams = (copies: readonly Message[], row: CounterpartRow = own): CarryCase =>
    given({
      service: 'teams',
      message: copy(),
      row: { ...row, copyBase: snapshotOf(post()) },
      origin: copy(),
      copies,
    });

  it('leaves the message unchanged, and gives that reason each time', () => {
    const decision = decide(fromTeams([post({ deletedAt: 300, deletedBy: 'other' })]));
    expect(decision).toMatchObject({ kind: 'keep', row: { copyBase: { deleted: true } } });
    if (decision.kind !== 'keep') return;
    const again = fromTeams([post({ deletedAt: 300, deletedBy: 'other' })], decision.row);
    expect(decide({ ...again, row: decision.row })).toEqual(decision);
  });
  it('is no edit of the message if only a part was deleted', () => {
    const parts = agreed({ ...own, copies: [post().id, `${mattermost}/p2` as MessageId], parts: 2 });
    const second = post({ id: `${mattermost}/p2` as MessageId, deletedAt: 300, deletedBy: 'other' });
    expect(decide(fromTeams([post(), second], parts))).toMatchObject({ kind: 'keep' });
  });
  it.each(['author', undefined] as const)(
    'deletes the message too if its author deleted it (%s)',
    (deletedBy) => {
      const gone = post({ deletedAt: 300, ...(deletedBy === undefined ? {} : { deletedBy }) });
      expect(decide(fromTeams([gone]))).toEqual({ kind: 'remove', from: 'origin' });
    },
  );
});

describe('a message that rules of the organisation hide', () => {
  const hidden = { blocked: true, body: { format: 'html', content: '' } } as const;

  it('is not carried if it was hidden before', () => {
    const message = copy(hidden);
    expect(decide(given({ service: 'teams', message }))).toEqual({ kind: 'nothing', reason: 'blocked' });
  });
  it('counts as no edit on either side; an edit of its counterpart does', () => {
    const own = {
      origin: 'teams',
      id: copy().id,
      copies: [post().id],
      originBase: snapshotOf(copy()),
    } as const;
    const row = agreed({ ...own, copyBase: snapshotOf(post()) });
    const fromTeams = { service: 'teams', message: copy(hidden), row, origin: copy(hidden) } as const;
    expect(decide(given({ ...fromTeams, copies: [post()] }))).toEqual({ kind: 'nothing', reason: null });
    const edited = post({ note: marked, body: { format: 'markdown', content: 'again' } });
    expect(decide(pair(edited, copy(hidden)))).toEqual({ kind: 'edit', from: 'origin' });
  });
  it('is recorded in its own row only, which gives that reason again', () => {
    const origin = post({ note: marked });
    expect(decide(pair(origin, copy(hidden)))).toEqual({ kind: 'nothing', reason: null });
    expect(decide(pair(origin, copy(hidden), { message: copy(hidden) }))).toEqual({
      kind: 'edit',
      from: 'origin',
    });
  });
  it('has no agreed state if it is new', () => {
    const row = agreed({ originBase: null, copyBase: null });
    const seen = pair(post({ note: marked }), copy(hidden), { row, agrees: false });
    expect(decide(seen)).toEqual({ kind: 'nothing', reason: null });
  });
});
