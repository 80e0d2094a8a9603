import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { batchOf, conversation } from '../../../test/support/batches.ts';
import { connectorOf } from '../../../test/support/connectors.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest } from '../../../test/support/mirrored.ts';
import { account, ada, general, me, message, person } from '../../../test/support/rows.ts';
import type { Connector } from '../../connectors/connector.ts';
import {
  failed,
  succeeded,
  type AccountId,
  type Change,
  type ConversationId,
  type Message,
  type PersonId,
  type SharedKey,
} from '../../model/index.ts';
import {
  countRelayed,
  type IsthmusDatabase,
  readInvitations,
  readStarts,
  startFailed,
  startMade,
} from '../../store/index.ts';
import type { InvitedFor } from '../../text/invitation-words.ts';
import { invitationKeyOf } from './invitation-key.ts';
import { Inviter, type InviterOptions } from './inviter.ts';
import type { Inviting } from './inviting.ts';
import { RelayDuties } from './relay-duties.ts';

const ben = `${account}/ben` as PersonId;
const teams = 't-aaaaaaaaaaaa' as AccountId;
const direct = `${account}/direct` as ConversationId;
const wednesday = Date.parse('2026-11-25T10:00:00Z');
const offline = failed({ kind: 'offline', reason: 'no-answer', status: null } as const);

let database: IsthmusDatabase;
let told: InvitedFor[];
/** What the server has in the direct channel with Ada; null: it does not answer. */
let history: readonly Message[] | null;
let now: number;
let carries: boolean;
let timers: Set<{ readonly at: number; readonly work: () => void }>;

const mirrored = async (...changes: readonly Change[]) => void (await ingest(database, batchOf(changes)));
const personIs = (id: PersonId, over: Parameters<typeof person>[1] = {}): Change => ({
  kind: 'person',
  person: person(id, over),
});

const open = async (): Promise<void> => {
  database = openDatabase();
  const state = { kind: 'live' } as const;
  const row = {
    ...{ displayName: 'Relay', label: 'relay', state, currentAt: null },
    progress: { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 },
  } as const;
  await database.accounts.bulkPut([
    { ...row, id: account, service: 'mattermost', me },
    { ...row, id: teams, service: 'teams', me: `${teams}/me` as PersonId },
  ]);
  await mirrored(...[ada, ben].map((id) => personIs(id)), conversation({ id: general, name: 'Town Square' }));
};

const optionsOf = (inviting: Partial<Inviting> = {}): InviterOptions => ({
  inviting: {
    ...{ maxPending: 2, restrictedTo: null, timeZone: 'UTC', ...inviting },
    words: (facts) => {
      told.push(facts);
      return { blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text: 'Connect' }] }] };
    },
  },
  world: {
    now: () => now,
    log: (event) => expect.fail(event),
    after: (ms, work) => {
      const timer = { at: now + ms, work };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  },
  database,
  connectors: () => [connector, connectorOf({ service: 'teams', accountId: teams })],
  mayInvite: () => carries,
});
const inviterOf = (inviting: Partial<Inviting> = {}): Inviter => new Inviter(optionsOf(inviting));

const connector: Connector = connectorOf({
  history: () =>
    Promise.resolve(
      history === null
        ? offline
        : succeeded({
            changes: history.map((one) => ({ kind: 'message' as const, message: one })),
            ...{ next: null, changesCursor: null, covers: null },
          }),
    ),
});

const relayed = async (authorId: PersonId, times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1)
    await countRelayed(database, { authorId, accountId: account, conversationId: general });
};

const standings = async () =>
  [...(await readInvitations(database))].map(([id, { standing }]) => [id, standing.kind]);

/** The invitation of Ada as the server has it. */
const post = (over: Partial<Message> = {}): Message =>
  message('invitation', {
    ...{ conversationId: direct, authorId: me, carryKey: invitationKeyOf(ada), createdAt: 5 },
    ...over,
  });
const cross = (by: PersonId) => [{ emoji: '✖️', name: 'heavy_multiplication_x', personIds: [by] }];

beforeEach(async () => {
  [told, history, now, carries, timers] = [[], [], wednesday, true, new Set()];
  await open();
});
afterEach(() => database.close());

describe('a relay', () => {
  it('invites somebody once, with a key of the person and without a message’s text', async () => {
    await relayed(ada, 3);
    await relayed(ben, 2);
    const inviter = inviterOf();
    await inviter.look();
    await inviter.look();
    expect(told).toEqual([{ messages: 3, places: ['Town Square'] }]);
    expect(await readStarts(database)).toMatchObject([
      {
        accountId: account,
        others: [ada],
        first: { key: invitationKeyOf(ada) },
        tried: false,
        outcome: null,
      },
    ]);
    expect(await inviter.state()).toMatchObject({
      ...{ open: 1, limit: 2, declined: 0, connected: 0, notDelivered: 0, listed: null },
      reasons: { 'too-few-messages': 1, 'invited-before': 1, weekend: 0 },
    });
  });

  it('counts messages from both services for one person, and leaves those without an account on Mattermost', async () => {
    const [adaThere, eve] = [`${teams}/ada` as PersonId, `${teams}/eve` as PersonId];
    const there = (id: PersonId, email: string): Change => ({
      kind: 'person',
      person: { ...person(id), accountId: teams, email },
    });
    await mirrored(personIs(ada, { email: 'ada@example.org' }));
    await ingest(database, {
      ...batchOf([there(adaThere, 'ada@example.org'), there(eve, 'eve@example.org')]),
      accountId: teams,
    });
    await relayed(ada, 1);
    for (const authorId of [adaThere, adaThere, eve, eve, eve])
      await countRelayed(database, { authorId, accountId: teams, conversationId: general });
    const inviter = inviterOf();
    await inviter.look();
    expect(await standings()).toEqual([[ada, 'open']]);
    expect(told).toMatchObject([{ messages: 3 }]);
    expect((await inviter.state()).reasons).toMatchObject({ 'no-account': 1 });
  });

  it('hears a cross on the invitation and a claim, which then make room for others', async () => {
    await relayed(ada, 3);
    const inviter = inviterOf({ maxPending: 1 });
    await inviter.look();
    await relayed(ben, 3);
    await inviter.look();
    expect(await standings()).toEqual([[ada, 'open']]);
    const [start] = await readStarts(database);
    if (start) await startMade(database, start, direct);
    await database.settledAttempts.put({
      ...{ key: invitationKeyOf(ada), accountId: account, target: direct, lane: direct, at: 1 },
      want: { kind: 'remove', of: { kind: 'message', id: post().id } },
      state: { kind: 'done', made: post().id },
    });
    await mirrored(conversation({ id: direct, kind: 'direct', name: null, participants: [ada, me] }), {
      kind: 'message',
      message: post({ reactions: cross(ben) }),
    });
    await inviter.look();
    // The cross is of somebody else.
    expect(await standings()).toEqual([[ada, 'open']]);
    await mirrored({ kind: 'message', message: post({ reactions: cross(ada), version: 6 }) });
    await inviter.look();
    expect(await standings()).toEqual([
      [ada, 'declined'],
      [ben, 'open'],
    ]);
    await mirrored(personIs(ben, { claims: 'ben' as SharedKey }), {
      kind: 'message',
      message: post({ version: 7 }),
    });
    await inviter.look();
    expect(await standings()).toEqual([
      [ada, 'declined'],
      [ben, 'connected'],
    ]);
  });

  it('finds its invitation again after the database was lost, with the answer, and believes nobody else’s key', async () => {
    await mirrored(conversation({ id: direct, kind: 'direct', name: null, participants: [ada, me] }));
    await relayed(ada, 3);
    history = null;
    const inviter = inviterOf();
    await inviter.look();
    expect(await standings()).toEqual([]);
    expect((await inviter.state()).reasons).toMatchObject({ 'not-read': 1 });
    history = [post({ authorId: ada }), post({ reactions: cross(ada) })];
    await inviter.look();
    expect(await standings()).toEqual([[ada, 'declined']]);
    expect(await readStarts(database)).toEqual([]);
  });

  it('invites somebody with whom its bot has spoken of something else', async () => {
    await mirrored(conversation({ id: direct, kind: 'direct', name: null, participants: [ada, me] }));
    await relayed(ada, 3);
    history = [post({ authorId: ada }), post({ carryKey: null })];
    await inviterOf().look();
    expect(await standings()).toEqual([[ada, 'open']]);
  });

  it('tries a start again that met no answer, and gives up one that is refused', async () => {
    await relayed(ada, 3);
    const inviter = inviterOf();
    await inviter.look();
    const start = async () => (await readStarts(database))[0] ?? expect.fail('no start');
    await startFailed(database, await start(), offline.failure);
    await inviter.look();
    expect(await start()).toMatchObject({ outcome: null });
    expect(await standings()).toEqual([[ada, 'open']]);
    await startFailed(database, await start(), { kind: 'forbidden', status: 403, code: '' });
    await inviter.look();
    expect(await standings()).toEqual([[ada, 'not-delivered']]);
    expect(await readStarts(database)).toEqual([]);
  });

  it('invites nobody with a limit of 0, while it does not carry, or while its mirror is not up to date', async () => {
    await relayed(ada, 3);
    await inviterOf({ maxPending: 0 }).look();
    carries = false;
    const inviter = inviterOf();
    await inviter.again();
    expect(await standings()).toEqual([]);
    await database.accounts.update(account, { state: { kind: 'starting' } });
    await inviter.look();
    expect(await standings()).toEqual([]);
  });

  it('waits for the end of the weekend in its time zone', async () => {
    await relayed(ada, 3);
    // Friday evening by UTC.
    now = Date.parse('2026-11-27T20:00:00Z');
    const inviter = inviterOf({ timeZone: 'Asia/Tokyo' });
    await inviter.look();
    expect(await standings()).toEqual([]);
    expect((await inviter.state()).reasons).toMatchObject({ weekend: 1 });
    now = Date.parse('2026-11-29T15:00:00Z');
    await inviter.look();
    expect(await standings()).toEqual([[ada, 'open']]);
  });

  it('looks each minute from when its mirror was up to date, and not again before, until it is stopped', async () => {
    await relayed(ada, 3);
    const inviter = inviterOf();
    await inviter.again();
    expect(await standings()).toEqual([[ada, 'open']]);
    await relayed(ben, 3);
    now += 59_999;
    await inviter.again();
    expect(await standings()).toHaveLength(1);
    expect([...timers].map(({ at }) => at - now)).toEqual([1]);
    now += 1;
    for (const { work } of [...timers]) work();
    await inviter.look();
    expect(await standings()).toHaveLength(2);
    expect(timers.size).toBe(1);
    await inviter.stop();
    expect(timers.size).toBe(0);
    await inviter.again();
    expect(timers.size).toBe(1);
  });
});

it('a relay whose user has paused carrying holds its lease, and invites nobody until it goes on', async () => {
  await relayed(ada, 3);
  const { mayInvite, ...options } = optionsOf();
  const connectors = vi.fn(options.connectors);
  let isPaused = true;
  const duties = new RelayDuties({
    ...{ ...options, connectors, mayWrite: mayInvite },
    isCarryPaused: () => isPaused,
  });
  duties.current();
  expect(await standings()).toEqual([]);
  expect(connectors).not.toHaveBeenCalled();
  isPaused = false;
  for (const { work } of [...timers]) work();
  await vi.waitUntil(async () => (await standings()).length === 1);
  await duties.stop();
});
