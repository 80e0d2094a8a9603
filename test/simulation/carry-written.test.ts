/** A message from Isthmus in a linked conversation exists once on both sides: sending and carrying share their knowledge. */
import { expect, it } from 'vitest';
import { type Conversation, keyOfWritten } from '../../renderer/model/index.ts';
import { wantAccountTried } from '../../renderer/store/index.ts';
import { wantSent } from '../../renderer/engine/sending/wanting.ts';
import { paragraph, textInline } from '../../renderer/text/document/index.ts';
import { isPost, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(13, ['anna']);

/** Anna writes a word in her Isthmus. */
const send = async (word: string, row: Pick<Conversation, 'id' | 'accountId'>): Promise<void> => {
  const { database, engine } = crew().isthmusOf('anna');
  await wantSent(
    database,
    { key: keyOfWritten(word), accountId: row.accountId, target: row.id, at: crew().world.time.now() },
    {
      text: {
        document: { blocks: [paragraph(textInline(word))] },
        ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
      },
    },
  );
  engine.wakeSending();
};

it('a message whose answer was lost exists once, also if it was carried before Isthmus looked for it', async () => {
  const { all, world } = crew();
  const anna = crew().isthmusOf('anna');
  const { database } = anna;
  const row = await database.conversations.filter(({ id }) => id.endsWith(all.teams)).first();
  if (!row) throw new Error('the chat is not there');
  const faults = crew().faults('teams');
  faults.add({ matches: (request) => isPost('teams', request), fault: { kind: 'lost-answer' }, times: 1 });
  const away = faults.add({
    matches: (request) => !isPost('teams', request),
    fault: { kind: 'lost-request' },
  });
  await send('w1', row);
  await crew().minutes(3);
  expect(crew().words('teams', all)).toEqual(['w1']);
  // Teams is back: the mirror asks at once, and the act waits for its turn.
  away();
  await wantAccountTried(database, row.accountId, world.time.now());
  await world.time.until(() => crew().words('mattermost', all).length > 0);
  expect(await database.attempts.toArray()).toMatchObject([{ state: { kind: 'sending' } }]);
  await crew().minutes(10);
  expect(await database.attempts.count()).toBe(0);
  expect(crew().words('teams', all)).toEqual(['w1']);
  expect(crew().words('mattermost', all)).toEqual(['w1']);
});

it('a message after the user’s own one in Teams, which is not mirrored yet, exists once and in order', async () => {
  const { all } = crew();
  const { database } = crew().isthmusOf('anna');
  const row = await database.conversations.filter(({ id }) => id.endsWith(all.teams)).first();
  if (!row) throw new Error('the chat is not there');
  crew().write('teams', all, 'w1');
  await crew().world.time.pass(1_000);
  await send('w2', row);
  await crew().world.time.until(() => crew().words('teams', all).length === 2);
  // The answer has shown the second message, and no event has shown the first.
  expect(crew().words('mattermost', all)).toEqual([]);
  await crew().minutes(5);
  expect(crew().words('mattermost', all)).toEqual(['w1', 'w2']);
});
