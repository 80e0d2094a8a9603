// The user reacts where the mirror lacks the other form: it is asked for, and what the answer may be.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { both, carried, inChat, me, outboxRow, post, sides } from '../../../../test/support/gathering.ts';
import type { World } from '../../../connectors/world.ts';
import type { Connector } from '../../../connectors/connector.ts';
import { failed, type Message, type Result, sharedKeyOf, succeeded } from '../../../model/index.ts';
import { type IsthmusDatabase, putOutbox, readOutboxRow } from '../../../store/index.ts';
import type { BridgeSide, CarryContext } from '../context.ts';
import { snapshotOf } from '../decide/compare.ts';
import { decideRow, type Deciding } from '../decide/deciding.ts';
import { seeForms } from './ask-first.ts';

const copy = inChat('1');
const thumb = { emoji: '👍', name: '+1', personIds: [me.mattermost] };
const liked = post('p', {
  reactions: [thumb],
  note: { kind: 'mark', origin: 'mattermost', teams: [sharedKeyOf(copy.id)], part: 0, parts: 1 },
});
const row = outboxRow(liked);
const pair = carried(liked, copy, {
  ...{ origin: 'mattermost', originBase: snapshotOf(liked), copyBase: snapshotOf(copy) },
});

let database: IsthmusDatabase;
let asked: readonly string[];
/** What happens while the service is asked. */
let meanwhile: () => Promise<unknown>;
let answer: () => Result<readonly Message[]>;

const context = (): CarryContext => {
  const side = (service: 'mattermost' | 'teams'): BridgeSide => ({
    accountId: sides.accounts[service],
    writing: sides.writing[service],
    connector: {
      ...({} as Connector),
      refresh: async (ids) => {
        asked = ids;
        await meanwhile();
        const given = answer();
        return given.ok
          ? succeeded(given.value.map((one) => ({ kind: 'message', message: one }) as const))
          : given;
      },
    },
  });
  return {
    ...({} as CarryContext),
    ...{ database, me },
    world: { now: () => 1_000, random: () => 0.5 } as CarryContext['world'],
    sides: { mattermost: side('mattermost'), teams: side('teams') },
    store: async (_service, changes) => {
      for (const change of changes)
        if (change.kind === 'message') await database.messages.put(change.message);
    },
    signal: new AbortController().signal,
  };
};

const deciding = (): Deciding => ({
  world: { ...({} as World), now: () => 1_000, log: (event) => expect.fail(event) },
  ...{ database, sides, carries: true },
});
const next = async () => (await decideRow(deciding(), row))?.decision ?? null;
/** Decides about the row, and sees what is wanted. */
const see = async (): Promise<boolean> => {
  const decision = await next();
  if (decision?.kind !== 'see') return expect.fail(decision?.kind ?? 'nothing');
  return seeForms(context(), deciding(), row, decision);
};
const held = () => readOutboxRow(database, row.messageId);

beforeEach(async () => {
  [database, asked] = [openDatabase(), []];
  meanwhile = () => Promise.resolve();
  answer = () => succeeded([copy]);
  await database.links.put(both);
  await database.messages.put(liked);
  await database.counterparts.put(pair);
  await putOutbox(database, [row]);
});
afterEach(() => database.close());

it('asks for the form that the mirror lacks, and carries the reaction then', async () => {
  expect(await see()).toBe(true);
  expect(asked).toEqual([copy.id]);
  expect(await next()).toMatchObject({ kind: 'react', on: 'copy', set: true });
});

it.each<[string, () => ReturnType<typeof answer>]>([
  ['is not there any more', () => succeeded([])],
  ['may not be read', () => failed({ kind: 'forbidden', status: 403, code: 'Forbidden' })],
])('ends where the form %s', async (_what, says) => {
  answer = says;
  expect(await see()).toBe(true);
  expect(await held()).toBeUndefined();
});

it('waits where the service does not answer', async () => {
  answer = () => failed({ kind: 'offline', reason: 'no-answer', status: null });
  expect(await see()).toBe(false);
  expect((await held())?.state).toMatchObject({ kind: 'waiting', why: 'offline' });
});

it('does not end what the user edits while the service is asked', async () => {
  answer = () => succeeded([]);
  meanwhile = () =>
    database.messages.put({ ...liked, version: 2, body: { format: 'markdown', content: 'edited since' } });
  expect(await see()).toBe(true);
  expect(await next()).toEqual({ kind: 'edit', from: 'origin' });
});
