/** The registers of the author lease, against the sandbox's server. */
import { beforeEach, expect, it } from 'vitest';
import type { ConversationId } from '../../../model/index.ts';
import type { AuthorNote, RelayNote } from '../../author-registers.ts';
import { type Desk, Scene } from '../testing/desks.ts';
import { noAbort } from '../testing/drafts.ts';
import { must } from '../testing/reading.ts';

const author: AuthorNote = {
  kind: 'author',
  epoch: 1,
  beat: 7,
  lasts: 900_000,
  wants: false,
  mayBeTaken: true,
  waitsSince: 1_700_000_000_000,
  wishes: [
    { link: 'channel/a channel/b', since: null },
    { link: 'channel/c channel/d', since: { mattermost: 5, teams: 0 } },
  ],
};
const relay: RelayNote = { kind: 'relay', epoch: 0, beat: 3, lasts: 600_000, grace: 900_000, taken: false };

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});

const registersOf = ({ connector: { registers } }: Desk) => {
  if (!registers) throw new Error('no registers');
  return registers;
};
/** The direct channel of bo (the relay here) and ada (the author). */
const direct = async (): Promise<ConversationId> => {
  const { starting } = scene.bo.connector;
  if (!starting) throw new Error('nobody begins conversations');
  return (await must(starting.start([{ id: scene.ada.personId, kind: 'person' }], noAbort))).id;
};

it('each side finds both, of several the oldest, and none by the wrong person', async () => {
  const { ada, bo } = scene;
  const place = await direct();
  const writers = { author: ada.personId, relay: bo.personId };
  expect(await must(registersOf(ada).find(place, writers, noAbort))).toEqual({ author: null, relay: null });
  const told = await must(registersOf(bo).create(place, relay, 'A note.', noAbort));
  scene.clock.advance(60_000);
  await must(registersOf(bo).create(place, { ...relay, beat: 9 }, 'Another note.', noAbort));
  scene.clock.advance(60_000);
  const own = await must(registersOf(ada).create(place, author, '', noAbort));
  for (const desk of [ada, bo])
    expect(await must(registersOf(desk).find(place, writers, noAbort))).toMatchObject({
      author: { id: own, note: author },
      relay: { id: told, note: relay },
    });
  const turned = { author: bo.personId, relay: ada.personId };
  expect(await must(registersOf(ada).find(place, turned, noAbort))).toEqual({ author: null, relay: null });
});

it('a register is changed by its writer alone, without being shown as edited, and is no message', async () => {
  const { ada, bo } = scene;
  const place = await direct();
  const id = await must(registersOf(bo).create(place, relay, 'A note.', noAbort));
  scene.clock.advance(1_000);
  const taken = { ...relay, beat: 4, taken: true };
  expect(await registersOf(ada).write(id, taken, noAbort)).toMatchObject({ failure: { kind: 'forbidden' } });
  await must(registersOf(bo).write(id, taken, noAbort));
  const read = await must(registersOf(ada).read(id, noAbort));
  expect(read?.note).toEqual(taken);
  expect((await must(registersOf(ada).readAll([id], noAbort))).get(id)).toEqual(read);
  const page = await must(ada.connector.history(place, null, noAbort));
  expect(page.changes.filter(({ kind }) => kind === 'message' || kind === 'discarded')).toEqual([]);
  expect(page.covers).not.toBeNull();
  expect(await must(ada.connector.refresh([id], noAbort))).toContainEqual({
    kind: 'discarded',
    reason: 'author-register',
  });
  const post = (await scene.past(bo, 'GET', `/posts/${id.split('/').at(-1) ?? ''}`)) as { edit_at: number };
  expect(post.edit_at).toBe(0);
});

it('an author whose note does not say what they chose for their links is not to be taken, and is none the less there', async () => {
  const { ada, bo } = scene;
  const place = await direct();
  const { wishes: _wishes, ...silent } = author;
  const odd = { link: 'channel/a channel/b', since: { mattermost: 5 } };
  for (const note of [
    silent,
    { ...author, wishes: [odd] },
    { ...author, wishes: Array(501).fill(author.wishes[0]) },
  ]) {
    const id = await must(registersOf(ada).create(place, note as AuthorNote, '', noAbort));
    scene.clock.advance(60_000);
    expect((await must(registersOf(bo).read(id, noAbort)))?.note).toEqual({
      ...author,
      ...{ mayBeTaken: false, wishes: [] },
    });
  }
});

it('one that was deleted is gone, and a note that is not right is none', async () => {
  const { ada, bo } = scene;
  const place = await direct();
  const writers = { author: ada.personId, relay: bo.personId };
  const id = await must(registersOf(ada).create(place, author, '', noAbort));
  await scene.past(ada, 'DELETE', `/posts/${id.split('/').at(-1) ?? ''}`);
  expect(await must(registersOf(bo).read(id, noAbort))).toBeNull();
  expect((await must(registersOf(bo).find(place, writers, noAbort))).author).toBeNull();
  scene.clock.advance(60_000);
  for (const wrong of [{ lasts: 1 }, { beat: -1 }, { epoch: 0.5 }, { lasts: 86_400_001 }]) {
    const odd = await registersOf(ada).create(place, { ...author, ...wrong }, 'odd', noAbort);
    scene.clock.advance(60_000);
    expect(odd.ok && (await must(registersOf(bo).read(odd.value, noAbort)))).toBeNull();
  }
});
