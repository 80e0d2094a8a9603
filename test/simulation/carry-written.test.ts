/** What is written in Isthmus into a linked conversation stands once on both sides: sending and carrying know of each other. */
import { expect, it } from 'vitest';
import { keyOfWritten } from '../../renderer/model/index.ts';
import { wantSent } from '../../renderer/engine/sending/wanting.ts';
import { paragraph, textInline } from '../../renderer/text/document/index.ts';
import { isPost, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(13);

it('although its answer was lost, and it was carried on before it was looked for', async () => {
  const { all, world } = crew();
  const anna = crew().isthmusOf('anna');
  const { database, engine } = anna;
  const row = await database.conversations.filter(({ id }) => id.endsWith(all.teams)).first();
  if (!row) throw new Error('the chat is not there');
  const faults = crew().faults('teams');
  faults.add({ matches: (request) => isPost('teams', request), fault: { kind: 'lost-answer' }, times: 1 });
  const away = faults.add({
    matches: (request) => !isPost('teams', request),
    fault: { kind: 'lost-request' },
  });
  await wantSent(
    database,
    { key: keyOfWritten('1'), accountId: row.accountId, target: row.id, at: world.time.now() },
    {
      text: {
        document: { blocks: [paragraph(textInline('w1'))] },
        subject: null,
        importance: 'normal',
        threadId: '',
        quotes: null,
      },
    },
  );
  engine.wakeSending();
  await crew().minutes(3);
  expect(crew().words('teams', all)).toEqual(['w1']);
  // Teams is back: the mirror asks at once, and the act waits for its turn.
  away();
  engine.networkCameBack();
  await world.time.until(() => crew().words('mattermost', all).length > 0);
  expect(await database.attempts.toArray()).toMatchObject([{ state: { kind: 'sending' } }]);
  await crew().minutes(10);
  expect(await database.attempts.count()).toBe(0);
  expect(crew().words('teams', all)).toEqual(['w1']);
  expect(crew().words('mattermost', all)).toEqual(['w1']);
});
