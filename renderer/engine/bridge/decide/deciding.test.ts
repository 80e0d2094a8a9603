/** The result of a decision about a row: the row ends and is counted, waits, or continues to its act. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, benKnown, both, post, sides } from '../../../../test/support/gathering.ts';
import { message } from '../../../../test/support/rows.ts';
import type { World } from '../../../connectors/world.ts';
import type { Message } from '../../../model/index.ts';
import type { IsthmusDatabase, OutboxRow, OutboxState } from '../../../store/index.ts';
import { decideRow } from './deciding.ts';

const now = 1_000_000;
const world: World = { ...({} as World), now: () => now };
const root = message('root', { authorId: ben.mattermost });
const reply = post('reply', { threadId: root.id });

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await database.links.put(both);
  await database.twins.bulkPut([...benKnown]);
});

const rowOf = ({ id, createdAt }: Message, state: OutboxState = { kind: 'queued' }): OutboxRow => ({
  messageId: id,
  linkId: both.id,
  service: 'mattermost',
  at: createdAt,
  state,
});
const decided = async (
  of: Message,
  { state, carries = true }: { state?: OutboxState; carries?: boolean } = {},
) => {
  await database.messages.bulkPut([root, of]);
  await database.outbox.put(rowOf(of, state));
  const found = await decideRow({ world, database, sides, carries }, rowOf(of));
  return { kind: found?.decision.kind ?? null, state: (await database.outbox.get(of.id))?.state };
};
const waited = (tries: number): OutboxState => ({
  kind: 'waiting',
  why: 'root-not-carried',
  until: now + 15_000,
  tries,
});

describe('a row', () => {
  it('gives its act unchanged', async () => {
    expect(await decided(post('p'))).toEqual({ kind: 'send', state: { kind: 'queued' } });
  });

  it('ends if its message is not carried, and is counted by its reason', async () => {
    for (const key of ['1', '2'])
      expect(await decided(message(key, { authorId: ben.mattermost }))).toEqual({ kind: null });
    expect(await database.notCarried.toArray()).toEqual([{ linkId: both.id, reason: 'not-mine', count: 2 }]);
  });

  it('ends if its message has left the mirror, and is not counted', async () => {
    const gone = rowOf(post('gone'));
    await database.outbox.put(gone);
    expect(await decideRow({ world, database, sides, carries: true }, gone)).toBeNull();
    expect([await database.outbox.count(), await database.notCarried.count()]).toEqual([0, 0]);
  });

  it('has no act if the user gave it up after its lane was read, and does not change', async () => {
    const givenUp: OutboxState = { kind: 'discarded' };
    expect(await decided(post('p'), { state: givenUp })).toEqual({ kind: null, state: givenUp });
  });

  it('has no act if it is no longer in the outbox', async () => {
    await database.messages.put(post('p'));
    const row = rowOf(post('p'));
    expect(await decideRow({ world, database, sides, carries: true }, row)).toBeNull();
  });
});

describe('a reply whose root another person will carry', () => {
  it('waits and counts its waits; only a computer that carries reports it', async () => {
    expect(await decided(reply)).toEqual({ kind: 'wait', state: waited(1) });
    expect(await decided(reply, { state: waited(3) })).toEqual({ kind: 'wait', state: waited(4) });
    expect(await decided(reply, { carries: false })).toEqual({ kind: 'wait', state: { kind: 'queued' } });
  });

  it('is sent without the root after enough waits; waits for other reasons do not count', async () => {
    expect((await decided(reply, { state: waited(39) })).kind).toBe('wait');
    expect((await decided(reply, { state: waited(40) })).kind).toBe('send');
    const throttled: OutboxState = { kind: 'waiting', why: 'throttled', until: 0, tries: 90 };
    expect(await decided(reply, { state: throttled })).toEqual({ kind: 'wait', state: waited(1) });
  });
});
