import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account } from '../../../../test/support/rows.ts';
import type { World } from '../../../connectors/world.ts';
import { failed, succeeded, type PersonId } from '../../../model/index.ts';
import type { IsthmusDatabase } from '../../../store/index.ts';
import { SetbackBook } from '../setbacks/book.ts';
import { FailureJudge } from '../setbacks/failure-judge.ts';
import { Pictures } from './pictures.ts';
import { personPhotos } from './picture-sources.ts';

const never = new AbortController().signal;
const ada = { id: 'ada' as PersonId, photoStamp: '1' };

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const source = (bytes: Blob | null) =>
  personPhotos({
    world: { now: () => 7 },
    database,
    connector: {
      accountId: account,
      photo: () => Promise.resolve(bytes === null ? failed({ kind: 'not-found' }) : succeeded(bytes)),
    },
  });
const keptOf = () => database.photos.get(ada.id);

describe('the photo of a person', () => {
  it('is stored with its version, and read again when the version changes', async () => {
    const photos = source(new Blob(['png']));
    expect(await photos.isKept(ada)).toBe(false);
    const answer = await photos.fetch(ada, never);
    if (answer.ok) await photos.keep(ada, answer.value);
    expect(await keptOf()).toMatchObject({ accountId: account, stamp: '1', readAt: 7 });
    expect(await photos.isKept(ada)).toBe(true);
    expect(await photos.isKept({ ...ada, photoStamp: '2' })).toBe(false);
  });
  it('is stored as none if it does not exist or is far too large', async () => {
    await source(null).lacks(ada, { kind: 'not-found' });
    expect(await keptOf()).toMatchObject({ bytes: null, stamp: '1' });
    await source(null).keep(ada, new Blob([new Uint8Array(300_000)]));
    expect(await keptOf()).toMatchObject({ bytes: null });
  });
  it('is read once more if it changed while it was read', async () => {
    const unused = (): never => {
      throw new Error('not asked of the world');
    };
    const world: World = {
      now: () => 7,
      after: (_ms, call) => {
        const timer = setTimeout(call);
        return () => clearTimeout(timer);
      },
      ...{ random: () => 1, fetch: unused },
      ...{ openSocket: unused, accessToken: unused, log: unused },
    };
    const asked: string[] = [];
    const photos = new Pictures({
      world,
      source: personPhotos({
        world,
        database,
        connector: {
          accountId: account,
          photo: (id) => {
            asked.push(id);
            if (asked.length === 1) photos.want([{ ...ada, photoStamp: '2' }]);
            return Promise.resolve(succeeded(new Blob(['png'])));
          },
        },
      }),
      signal: () => never,
      book: new SetbackBook(world, database, account),
      judge: new FailureJudge({
        world,
        connector: { vital: unused },
        signal: () => never,
        onAccountFailed: unused,
      }),
      ready: () => true,
    });
    photos.want([ada]);
    await photos.errand.idle();
    expect(asked).toEqual(['ada', 'ada']);
    expect(await keptOf()).toMatchObject({ stamp: '2' });
  });
  it('is not requested from a service without photos', async () => {
    const photos = personPhotos({ world: { now: () => 7 }, database, connector: { accountId: account } });
    expect(await photos.fetch(ada, never)).toEqual({ ok: false, failure: { kind: 'not-found' } });
  });
});
