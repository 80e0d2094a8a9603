import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation } from '../../../test/support/batches.ts';
import { connectorOf } from '../../../test/support/connectors.ts';
import { openDatabase } from '../../../test/support/database.ts';
import { ingest } from '../../../test/support/mirrored.ts';
import { account, ada, me, person } from '../../../test/support/rows.ts';
import type { Connector } from '../../connectors/connector.ts';
import type { Started } from '../../connectors/starting.ts';
import {
  failed,
  keyOfWritten,
  succeeded,
  type Change,
  type ConversationId,
  type PersonId,
  type Result,
  type ServiceFailure,
} from '../../model/index.ts';
import {
  type IsthmusDatabase,
  readIntents,
  readStarts,
  seenStart,
  wantStarted,
  wantStartTriedAgain,
  type WantedStart,
} from '../../store/index.ts';
import { StartIntents } from './start-intents.ts';

const ben = `${account}/ben` as PersonId;
const group = `${account}/group` as ConversationId;
const first: NonNullable<WantedStart['first']> = {
  key: keyOfWritten('k'),
  text: {
    document: { blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text: 'Hello' }] }] },
    ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
  },
};
const failure: ServiceFailure = { kind: 'offline', reason: 'no-answer', status: null };
const offline = failed(failure);
const groupChange = (over: Parameters<typeof conversation>[0] = {}): Change =>
  conversation({ id: group, kind: 'group', name: null, participants: [ada, ben, me], ...over });

let database: IsthmusDatabase;
let asked: string[];
/** The service's answers, one after the other. */
let answers: (Result<Started> | 'pause' | 'pause-and-resume')[];
let overview: readonly Change[];
let starts: StartIntents;
let isRepeatable: boolean;

beforeEach(async () => {
  database = openDatabase();
  [asked, answers, overview, isRepeatable] = [[], [], [], false];
  await database.accounts.put({
    ...{ id: account, service: 'mattermost', displayName: 'Me', label: 'me', me, state: { kind: 'live' } },
    progress: { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 },
    currentAt: null,
  });
  await ingest(database, batchOf([ada, ben].map((id) => ({ kind: 'person', person: person(id) }))));
  const connector: Connector = connectorOf({
    overview: () => {
      asked.push('overview');
      return Promise.resolve(
        succeeded({ me, changes: overview, teamIds: [], conversationIds: [], notRead: [] }),
      );
    },
    starting: {
      isRepeatable: () => isRepeatable,
      start: async (others) => {
        asked.push(`start ${others.map(({ id }) => id.split('/')[1]).join(' ')}`);
        const answer = answers.shift() ?? offline;
        if (typeof answer === 'object') return answer;
        starts.stop();
        if (answer === 'pause-and-resume') starts.take(await readStarts(database));
        return failed({ kind: 'cancelled' });
      },
    },
  });
  starts = new StartIntents({
    ...{ world: { log: (text) => expect(text).toBeUndefined() }, database },
    connectorOf: () => connector,
    store: async (accountId, changes) => {
      await ingest(database, batchOf(changes, { accountId }));
    },
  });
});
afterEach(() => {
  starts.stop();
  database.close();
});

const started = succeeded({ id: group, changes: [groupChange()] });
const outcome = async () => (await readStarts(database))[0]?.outcome;
/** Wants it, and waits until there is an outcome. */
const want = async (over: Partial<WantedStart> = {}): Promise<void> => {
  await wantStarted(database, { accountId: account, others: [ada, ben], first: null, ...over }, 1);
  await run();
};
const run = async (): Promise<void> => {
  starts.take(await readStarts(database));
  await expect.poll(outcome).not.toBeNull();
};
const made = { kind: 'made', conversationId: group };

describe('a new conversation of the user', () => {
  it('is made and stored, and its first message is sent once', async () => {
    answers = [started];
    await want({ first });
    expect(await outcome()).toEqual(made);
    expect(await database.conversations.get(group)).toMatchObject({ participants: [ada, ben, me] });
    // An intent that was read before it was done is read again.
    starts.take(await readStarts(database));
    const sends = (await readIntents(database)).filter(({ kind }) => kind === 'send');
    expect(sends).toMatchObject([{ conversationId: group, key: first.key, text: first.text, files: [] }]);
    expect(asked).toEqual(['start ada ben']);
  });

  it('is opened if it exists already, without a request', async () => {
    await ingest(database, batchOf([groupChange()]));
    await want();
    expect([await outcome(), asked]).toEqual([made, []]);
  });

  it.each<[string, Parameters<typeof conversation>[0]]>([
    ['with a name', { name: 'Launch' }],
    ['with somebody else in it', { participants: [ada, me, `${account}/cy` as PersonId] }],
    ['with one more in it', { participants: [ada, ben, me, `${account}/cy` as PersonId] }],
    ['that is archived', { archived: true }],
  ])('is not the one %s', async (_, over) => {
    await ingest(database, batchOf([groupChange({ ...over, id: `${account}/other` as ConversationId })]));
    answers = [started];
    await want();
    expect([await outcome(), asked]).toEqual([made, ['start ada ben']]);
  });

  it('is searched before it is requested again, if the answer was lost', async () => {
    answers = [offline, started];
    overview = [groupChange()];
    await want({ first });
    expect(await outcome()).toEqual({ kind: 'failed', failure });
    expect((await readIntents(database)).filter(({ kind }) => kind === 'send')).toEqual([]);
    const [row] = await readStarts(database);
    if (row) await wantStartTriedAgain(database, row);
    await run();
    expect([await outcome(), asked]).toEqual([made, ['start ada ben', 'overview']]);
    expect((await readIntents(database)).filter(({ kind }) => kind === 'send')).toHaveLength(1);
  });

  it('is requested again if it was not made, and at once if that cannot make a second one', async () => {
    answers = [offline, offline, started];
    await want();
    const again = async (): Promise<void> => {
      const [row] = await readStarts(database);
      if (row) await wantStartTriedAgain(database, row);
      await run();
    };
    await again();
    isRepeatable = true;
    await again();
    expect(asked).toEqual(['start ada ben', 'overview', 'start ada ben', 'start ada ben']);
    expect(await outcome()).toEqual(made);
  });

  it('has no outcome if the engine stops meanwhile, and is searched afterwards', async () => {
    answers = ['pause'];
    overview = [groupChange()];
    await wantStarted(database, { accountId: account, others: [ada, ben], first: null }, 1);
    starts.take(await readStarts(database));
    await expect.poll(() => asked).toEqual(['start ada ben']);
    expect(await readStarts(database)).toMatchObject([{ tried: true, outcome: null }]);
    await expect
      .poll(async () => {
        starts.take(await readStarts(database));
        return outcome();
      })
      .toEqual(made);
    expect(asked).toEqual(['start ada ben', 'overview']);
  });

  it('that is requested again during its pause is begun once after it', async () => {
    answers = ['pause-and-resume'];
    overview = [groupChange()];
    await wantStarted(database, { accountId: account, others: [ada, ben], first: null }, 1);
    starts.take(await readStarts(database));
    await expect.poll(outcome).toEqual(made);
    expect(asked).toEqual(['start ada ben', 'overview']);
  });

  it('that the user has dismissed sends nothing', async () => {
    answers = [started];
    await wantStarted(database, { accountId: account, others: [ada, ben], first }, 1);
    const [row] = await readStarts(database);
    starts.take(row ? [row] : []);
    if (row) await seenStart(database, row);
    await expect.poll(() => database.conversations.get(group)).toBeDefined();
    expect(await readIntents(database)).toEqual([]);
  });
});
