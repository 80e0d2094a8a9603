/** What is written in Isthmus into a linked conversation stands once on both sides: sending and carrying know of each other. */
import { expect, it } from 'vitest';
import { type Conversation, keyOfWritten } from '../../renderer/model/index.ts';
import { wantAccountTried } from '../../renderer/store/index.ts';
import { wantSent } from '../../renderer/engine/sending/wanting.ts';
import { paragraph, textInline } from '../../renderer/text/document/index.ts';
import { isPost, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(13);

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

it('although its answer was lost, and it was carried on before it was looked for', async () => {
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

it('after what the user wrote in Teams itself just before, of which nothing was heard yet', async () => {
  const { all } = crew();
  const { database } = crew().isthmusOf('anna');
  const row = await database.conversations.filter(({ id }) => id.endsWith(all.teams)).first();
  if (!row) throw new Error('the chat is not there');
  crew().write('teams', all, 'w1');
  await crew().world.time.pass(1_000);
  await send('w2', row);
  await crew().world.time.until(() => crew().words('teams', all).length === 2);
  // The answer has told of the second one, and nothing has told of the first.
  expect(crew().words('mattermost', all)).toEqual([]);
  await crew().minutes(5);
  expect(crew().words('mattermost', all)).toEqual(['w1', 'w2']);
});
