import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connectorOf } from '../../../../test/support/connectors.ts';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, me, person } from '../../../../test/support/rows.ts';
import type { World } from '../../../connectors/world.ts';
import { succeeded, type PersonId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { SetbackBook } from '../setbacks/book.ts';
import { FailureJudge } from '../setbacks/failure-judge.ts';
import { Companions } from './companions.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

it('photos are read once for each known person who has one', async () => {
  const unused = (): never => {
    throw new Error('not asked of the world');
  };
  const world: World = {
    now: () => 7,
    after: (_ms, call) => {
      const timer = setTimeout(call);
      return () => clearTimeout(timer);
    },
    ...{ random: () => 1, fetch: unused, openSocket: unused, accessToken: unused, log: unused },
  };
  const asked: string[] = [];
  const connector = connectorOf({
    photo: (id) => {
      asked.push(id);
      return Promise.resolve(succeeded(new Blob(['png'])));
    },
  });
  const { signal } = new AbortController();
  const companions = new Companions({
    ...{ world, database, connector, book: new SetbackBook(world, database, account) },
    judge: new FailureJudge({ world, connector, signal: () => signal, onAccountFailed: unused }),
    ...{ signal: () => signal, ready: () => true, onProgress: () => undefined },
    store: () => Promise.resolve(true),
  });
  await database.people.bulkPut([person(ada, { photoStamp: '1' }), person(me, { photoStamp: '' })]);
  await companions.wantPhotos([ada, me, `${account}/gone` as PersonId]);
  await companions.wantPhotos([ada]);
  await vi.waitFor(async () => expect(await database.photos.get(ada)).toMatchObject({ stamp: '1' }));
  expect(asked).toEqual([ada]);
});
