import { beforeEach, describe, expect, it } from 'vitest';
import { batchOf, conversation } from '../../../../test/support/batches.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, general, person } from '../../../../test/support/rows.ts';
import type { Change, Person, PersonId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import type { Follower, WrittenPerson } from '../../follower.ts';
import { openAccountRow } from './account-row.ts';
import { ingest } from './ingest.ts';

const grace = `${account}/grace` as PersonId;
let database: IsthmusDatabase;
/** The people that each written batch told its followers. */
let heard: (readonly WrittenPerson[])[];

const listener: Follower = {
  tables: () => [],
  follow: (_database, _batch, { people }) => {
    heard.push(people);
    return Promise.resolve({ news: [], recount: [] });
  },
  countedElsewhere: () => Promise.resolve(new Set()),
  keptCurrent: () => Promise.resolve([]),
  forgetConversation: () => Promise.resolve(),
  forgetAccount: () => Promise.resolve(),
};

const apply = (changes: readonly Change[]) => ingest(database, [listener], batchOf(changes));

/** What a list of a channel's members tells. */
const members = (...people: readonly Person[]): readonly Change[] => [
  ...people.map((one): Change => ({ kind: 'person', person: one })),
  {
    kind: 'members',
    membership: { conversationId: general, accountId: account, personIds: people.map(({ id }) => id) },
  },
];

beforeEach(async () => {
  database = openDatabase();
  heard = [];
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await apply([conversation()]);
  heard = [];
});

describe('a list of members', () => {
  it('that says what is stored changes nothing, and no follower is called', async () => {
    const handled = person(ada, { handle: 'ada', jobTitle: 'Pilot' });
    await apply(members(handled, person(grace)));
    expect(heard).toHaveLength(1);
    // The list of a channel says less of a person than is stored.
    await apply(members(person(ada), person(grace)));
    expect(heard).toHaveLength(1);
    expect(await database.people.get(ada)).toEqual(handled);
  });

  it('writes and tells only the person who changed', async () => {
    await apply(members(person(ada), person(grace)));
    const renamed = person(grace, { displayName: 'Grace H.' });
    await apply(members(person(ada), renamed));
    expect(heard.at(-1)).toEqual([{ before: person(grace), now: renamed }]);
    expect(await database.people.get(grace)).toEqual(renamed);
  });

  it('is stored when somebody has left, although nobody changed', async () => {
    await apply(members(person(ada), person(grace)));
    await apply(members(person(ada)));
    expect(heard).toHaveLength(2);
    expect((await database.members.get(general))?.personIds).toEqual([ada]);
  });

  it('is stored with a value that was absent before', async () => {
    await apply(members(person(ada)));
    await apply(members(person(ada, { photoStamp: '' })));
    expect(await database.people.get(ada)).toEqual(person(ada, { photoStamp: '' }));
  });

  it('that comes with anything else is looked at whole', async () => {
    await apply(members(person(ada)));
    await apply([...members(person(ada)), conversation({ name: 'Renamed' })]);
    expect((await database.conversations.get(general))?.name).toBe('Renamed');
  });
});
