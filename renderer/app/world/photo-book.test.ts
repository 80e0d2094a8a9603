import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { account } from '../../../test/support/rows.ts';
import type { PersonId } from '../../model/index.ts';
import { writePhotoRow } from '../../store/index.ts';
import { PhotoBook, type ShownPerson } from './photo-book.ts';
import { BookSetting } from './testing/book-setting.ts';

let setting: BookSetting<PersonId>;
let book: PhotoBook;
beforeEach(async () => {
  setting = await BookSetting.open<PersonId>(3);
  book = new PhotoBook(setting.options);
});
afterEach(() => setting.close());

const person = (id: string, photoStamp?: string): ShownPerson => ({
  ...{ id: id as PersonId, accountId: account },
  ...(photoStamp === undefined ? {} : { photoStamp }),
});
const keep = (id: string, bytes: Blob | null, stamp = '') =>
  writePhotoRow(setting.database, { id: id as PersonId, accountId: account, bytes, stamp, readAt: 900 });
const shown = () => Object.fromEntries(book.snapshot());
const photo = () => new Blob(['png']);

describe('photos on the screen', () => {
  it('are read by one query if they are stored; missing ones are requested once', async () => {
    await keep('ada', photo());
    book.show([person('ada'), person('ben')]);
    await vi.waitFor(() => expect(shown()).toEqual({ ada: 'blob:1' }));
    expect(setting.wanted).toEqual([`${account}: ben`]);
    book.show([person('ben'), person('cleo')]);
    await vi.waitFor(() => expect(setting.wanted).toEqual([`${account}: ben`, `${account}: cleo`]));
    expect(shown()).toEqual({ ada: 'blob:1' });
    // Ada's photo was in memory and Ben has none, so only Cleo's was read.
    expect(setting.queries.counts().find(({ name }) => name === 'photos')?.rows).toBeLessThanOrEqual(3);
  });
  it('are shown when the engine has stored them, and listeners are called', async () => {
    const heard = vi.fn();
    book.subscribe(heard);
    book.show([person('ada')]);
    await vi.waitFor(() => expect(setting.wanted).toHaveLength(1));
    expect(heard).not.toHaveBeenCalled();
    const before = book.snapshot();
    await keep('ada', photo());
    await vi.waitFor(() => expect(shown()).toEqual({ ada: 'blob:1' }));
    expect(heard).toHaveBeenCalledTimes(1);
    expect(book.snapshot()).not.toBe(before);
  });
  it('are requested again when the person has a new one, and the old one is shown until then', async () => {
    await keep('ada', photo(), '1');
    book.show([person('ada', '1')]);
    await vi.waitFor(() => expect(shown()).toEqual({ ada: 'blob:1' }));
    expect(setting.wanted).toEqual([]);
    book.show([person('ada', '2')]);
    await vi.waitFor(() => expect(setting.wanted).toEqual([`${account}: ada`]));
    expect(shown()).toEqual({ ada: 'blob:1' });
    await keep('ada', photo(), '2');
    await vi.waitFor(() => expect(shown()).toEqual({ ada: 'blob:2' }));
    expect(setting.dropped).toEqual(['blob:1']);
  });
  it('are neither shown nor requested for a person without one', async () => {
    await keep('ada', photo(), '1');
    await keep('ben', null);
    book.show([person('ada', ''), person('ben'), person('cleo')]);
    await vi.waitFor(() => expect(setting.wanted).toEqual([`${account}: cleo`]));
    expect(shown()).toEqual({});
  });
  it('are left out if the browser cannot draw them, until the person has another one', async () => {
    await keep('ada', photo(), '1');
    await keep('ben', photo());
    book.show([person('ada', '1'), person('ben')]);
    await vi.waitFor(() => expect(shown()).toEqual({ ada: 'blob:1', ben: 'blob:2' }));
    const heard = vi.fn();
    book.subscribe(heard);
    book.broken('blob:1');
    expect(shown()).toEqual({ ben: 'blob:2' });
    book.broken('blob:1');
    expect(heard).toHaveBeenCalledTimes(1);
    // What else happens does not bring it back, and it is not requested again.
    await keep('cleo', photo());
    book.show([person('ada', '1'), person('cleo')]);
    await vi.waitFor(() => expect(shown()).toEqual({ ben: 'blob:2', cleo: 'blob:3' }));
    expect(setting.wanted).toEqual([]);
    await keep('ada', photo(), '1');
    await vi.waitFor(() => expect(shown()).toEqual({ ada: 'blob:4', ben: 'blob:2', cleo: 'blob:3' }));
  });
  it('are removed with the rows of their account, and their blob addresses are revoked', async () => {
    await keep('ada', photo());
    book.show([person('ada')]);
    await vi.waitFor(() => expect(shown()).toEqual({ ada: 'blob:1' }));
    await setting.database.photos.clear();
    await vi.waitFor(() => expect(shown()).toEqual({}));
    expect(setting.dropped).toEqual(['blob:1']);
  });
  it('are setting.dropped if there are too many, first those that were shown longest ago', async () => {
    for (const id of ['ada', 'ben', 'cleo', 'dina']) await keep(id, photo());
    book.show([person('ada'), person('ben'), person('cleo')]);
    await vi.waitFor(() => expect(Object.keys(shown())).toEqual(['ada', 'ben', 'cleo']));
    const ben = shown().ben;
    // Ada is still on the screen.
    book.show([person('ada'), person('dina')]);
    await vi.waitFor(() => expect(Object.keys(shown()).sort()).toEqual(['ada', 'cleo', 'dina']));
    expect(setting.dropped).toEqual([ben]);
    expect(Object.values(shown())).not.toContain(ben);
  });
  it('are requested again if a request did not bring them, but not within an hour', async () => {
    book.show([person('ada')]);
    await vi.waitFor(() => expect(setting.wanted).toHaveLength(1));
    setting.now += 60 * 60_000 - 1;
    book.show([person('ben')]);
    await vi.waitFor(() => expect(setting.wanted).toEqual([`${account}: ada`, `${account}: ben`]));
    setting.now += 1;
    book.show([person('cleo')]);
    await vi.waitFor(() => expect(setting.wanted.at(-1)).toBe(`${account}: ada cleo`));
  });

  it('are requested together if several people appear within a second', async () => {
    const waiting: { readonly ms: number; readonly call: () => void }[] = [];
    const taken: number[] = [];
    const patient = new PhotoBook({
      ...setting.options,
      queries: {
        hold: (options) => setting.queries.hold(options),
        follow: (asked, take, failed) =>
          setting.queries.follow(
            asked,
            (answer) => {
              take(answer);
              taken.push(waiting.length);
            },
            failed,
          ),
      },
      after: (ms, call) => waiting.push({ ms, call }),
    });
    patient.show([person('ada')]);
    waiting.shift()?.call();
    await vi.waitFor(() => expect(waiting.map(({ ms }) => ms)).toEqual([1_000]));
    patient.show([person('ben')]);
    const answers = taken.length;
    waiting.pop()?.call();
    await vi.waitFor(() => expect(taken.length).toBeGreaterThan(answers));
    expect(setting.wanted).toEqual([]);
    waiting.shift()?.call();
    expect(setting.wanted).toEqual([`${account}: ada ben`]);
    expect(waiting).toEqual([]);
  });
});
