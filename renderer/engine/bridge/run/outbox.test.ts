/** The rows of carried messages: the next ones of a direction, and the user's acts on one. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { general } from '../../../../test/support/rows.ts';
import type { MessageId } from '../../../model/index.ts';
import {
  type CarriedFile,
  type IsthmusDatabase,
  type OutboxAct,
  type OutboxRow,
  type OutboxState,
  putOutbox,
  type UnplacedOutboxRow,
} from '../../../store/index.ts';
import type { Sending } from '../../sending/attempt.ts';
import { directionsOf, discardCarrying, nextRows, retryCarrying } from './outbox.ts';

const send: OutboxAct = { kind: 'send', text: 'digest', version: 7, part: 0, parts: 1 };
const sending = (over: Partial<Sending> = {}): Sending => ({
  kind: 'sending',
  act: send,
  after: 500,
  retryAt: 0,
  tries: 0,
  ...over,
});
const repeatable: OutboxAct = { kind: 'repeatable' };
let database: IsthmusDatabase;
const idOf = (key: string): MessageId => `${general}/${key}` as MessageId;
const row = (key: string, state: OutboxState, over: Partial<UnplacedOutboxRow> = {}): UnplacedOutboxRow => ({
  messageId: idOf(key),
  linkId: 'link',
  service: 'mattermost',
  at: 1,
  state,
  ...over,
});
const queued: OutboxState = { kind: 'queued' };
const failedState: OutboxState = { kind: 'failed', reason: { kind: 'archived' } };
const keysOf = (rows: readonly OutboxRow[]) => rows.map(({ messageId }) => messageId.split('/').at(-1));

beforeEach(() => {
  database = openDatabase();
});

describe('the next message of a direction', () => {
  it('is the oldest that waits, not one that failed or was given up', async () => {
    await putOutbox(database, [
      row('late', queued, { at: 30 }),
      row('early', sending(), { at: 10 }),
      row('other-way', queued, { at: 5, service: 'teams' }),
      row('other-link', queued, { at: 6, linkId: 'link-2' }),
      row('failed', failedState, { at: 7 }),
      row('failed-there', failedState, { at: 7, linkId: 'link-3' }),
      row('given-up', { kind: 'discarded' }, { at: 8 }),
      row('waits', { kind: 'waiting', why: 'throttled', until: Infinity, tries: 1 }, { at: 20 }),
    ]);
    expect(keysOf(await nextRows(database, 'link', 'mattermost'))).toEqual(['early', 'waits', 'late']);
    expect(keysOf(await nextRows(database, 'link', 'mattermost', 2))).toEqual(['early', 'waits']);
    expect(await directionsOf(database, ['link', 'link-2', 'link-3', 'link-4'])).toEqual(
      new Map([
        ['link', ['mattermost', 'teams']],
        ['link-2', ['mattermost']],
      ]),
    );
  });

  it('is found behind any number of failed ones', async () => {
    const before = Array.from({ length: 150 }, (_, at) => row(`failed-${at}`, failedState, { at }));
    await putOutbox(database, [...before, row('next', queued, { at: 150 })]);
    expect(keysOf(await nextRows(database, 'link', 'mattermost'))).toEqual(['next']);
  });
});

describe('the user', () => {
  const file = (of: string, over: Partial<CarriedFile>): CarriedFile => ({
    ...{ of: of as CarriedFile['of'], session: null, handle: null, instead: null },
    ...over,
  });
  const stateNow = async () => (await database.outbox.get(idOf('m')))?.state;

  it('tries a message again with its files, except those that were uploaded', async () => {
    const there = file('a', { handle: '{}' });
    const files = [
      there,
      file('b', { instead: { kind: 'refused' } }),
      file('c', { session: 's', failed: 11 }),
    ];
    await putOutbox(database, [row('m', failedState, { files })]);
    await retryCarrying(database, idOf('m'));
    expect(await database.outbox.get(idOf('m'))).toEqual({
      ...row('m', queued, { files: [there, file('c', { session: 's' })] }),
      lane: 'link mattermost',
    });
  });

  it('tries an uncertain act again: it is searched at once, and no longer given up', async () => {
    const answered = { times: 3, status: 503 };
    await putOutbox(database, [row('m', sending({ tries: 4, retryAt: 9_000, answered, givenUp: true }))]);
    await retryCarrying(database, idOf('m'));
    expect(await stateNow()).toEqual(sending({ tries: 4, retryAt: 0, answered }));
  });

  it.each<[string, OutboxState, OutboxState | undefined]>([
    ['what waits is given up at once', queued, { kind: 'discarded' }],
    ['what failed is given up at once', failedState, { kind: 'discarded' }],
    [
      'a message that may have arrived is looked for before',
      sending({ retryAt: 9_000, tries: 2 }),
      sending({ retryAt: 0, tries: 2, givenUp: true }),
    ],
    ['what may be repeated is given up at once', sending({ act: repeatable }), { kind: 'discarded' }],
    [
      'of what an administrator removed nothing is left',
      { kind: 'failed', reason: { kind: 'removed-there' } },
      undefined,
    ],
  ])('gives a message up: %s', async (_what, before, after) => {
    await putOutbox(database, [row('m', before)]);
    await discardCarrying(database, idOf('m'));
    expect(await stateNow()).toEqual(after);
  });

  it('changes nothing for a message that is no longer in the outbox', async () => {
    await retryCarrying(database, idOf('m'));
    await discardCarrying(database, idOf('m'));
    expect(await database.outbox.count()).toBe(0);
  });
});
