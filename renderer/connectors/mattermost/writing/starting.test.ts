/** Direct and group messages against the sandbox's server. */
import { beforeEach, expect, it } from 'vitest';
import type { Change } from '../../../model/index.ts';
import type { Invited, StartingCapability } from '../../starting.ts';
import { Scene, type Desk } from '../testing/desks.ts';
import { noAbort, testDraft, carryKey } from '../testing/drafts.ts';
import { must } from '../testing/reading.ts';
import { paragraph, textInline } from '../../../text/document/index.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
const startingOf = ({ connector }: Desk): StartingCapability => {
  if (connector.starting === undefined) throw new Error('nothing can be begun');
  return connector.starting;
};
const invited = (desk: Desk): Invited => ({ id: desk.personId, kind: 'person' });

it('a direct message is made once, by either person, and can be written into', async () => {
  const { ada, bo } = scene;
  const started = await must(startingOf(ada).start([invited(bo)], noAbort));
  const again = await must(startingOf(ada).start([invited(bo)], noAbort));
  expect(again.id).toBe(started.id);
  const [change] = started.changes;
  expect(change).toMatchObject({
    kind: 'conversation',
    conversation: { kind: 'direct', name: null, participants: [ada.personId, bo.personId].sort() },
  });
  const draft = testDraft([paragraph(textInline('Good morning'))]);
  const written = await must(
    ada.writing.send(started.id, draft, { key: carryKey('k'), note: null }, noAbort),
  );
  expect(written.changes.some(({ kind }: Change) => kind === 'message')).toBe(true);
});

it('people of another account cannot be invited', async () => {
  const answer = await startingOf(scene.ada).start(
    [{ id: 't/user/x' as Invited['id'], kind: 'person' }],
    noAbort,
  );
  expect(answer).toEqual({ ok: false, failure: { kind: 'not-found' } });
});

it('people are found on the server by the beginning of a name', async () => {
  const found = await must(
    startingOf(scene.ada).findPeople?.(scene.bo.username, noAbort) ?? Promise.reject(new Error('cannot')),
  );
  expect(found).toContainEqual(
    expect.objectContaining({
      kind: 'person',
      person: expect.objectContaining({ id: scene.bo.personId }) as unknown,
    }),
  );
  expect(
    await must(startingOf(scene.ada).findPeople?.('zzzz', noAbort) ?? Promise.reject(new Error('cannot'))),
  ).toEqual([]);
});
