/** Copies that an administrator removes. The author did not delete the message, so it stays and shows a note. */
import { expect, it } from 'vitest';
import { isPost, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(29, ['anna']);

const discardAll = async (): Promise<void> => {
  const { database } = crew().isthmusOf('anna');
  for (const { messageId } of await crew().outbox()) {
    const message = await database.messages.get(messageId);
    if (!message) throw new Error('the message is not there');
    const { accountId, conversationId } = message;
    await database.intents.add({ kind: 'discard', messageId, accountId, conversationId, at: 0 });
  }
  await crew().world.time.until(async () => (await database.intents.count()) === 0);
};

/** Anna writes in Teams; `by` deletes the copy. */
const copyDeletedBy = async (by: 'anna' | 'dora'): Promise<void> => {
  const { all } = crew();
  crew().world.services.mattermost.settings.administrators = ['dora'];
  crew().write('teams', all, 'w1');
  await crew().minutes(2);
  crew()
    .acts('mattermost')
    .remove(by, all.mattermost, crew().saying('mattermost', all, 'w1').id);
  await crew().minutes(2);
};

it('a copy removed by an administrator: the message stays where it was written with a note, and later ones are carried', async () => {
  const { all } = crew();
  await copyDeletedBy('dora');
  crew().write('teams', all, 'w2');
  await crew().minutes(2);
  expect(crew().words('teams', all)).toEqual(['w1', 'w2']);
  expect(crew().words('mattermost', all)).toEqual(['w2']);
  expect(await crew().failures()).toEqual([{ kind: 'removed-there' }]);
  await discardAll();
  expect(await crew().outbox()).toEqual([]);
  // It cannot be changed there any more, and shows that again.
  crew()
    .acts('teams')
    .edit('anna', all.teams, crew().saying('teams', all, 'w1').id, '<p>w3</p>');
  await crew().minutes(2);
  expect(crew().words('teams', all)).toEqual(['w3', 'w2']);
  expect(crew().words('mattermost', all)).toEqual(['w2']);
  expect(await crew().failures()).toEqual([{ kind: 'removed-there' }]);
});

it('a copy removed by its author: the message is deleted, too', async () => {
  await copyDeletedBy('anna');
  expect(crew().words('teams', crew().all)).toEqual([]);
  expect(await crew().outbox()).toEqual([]);
});

it('a copy removed by an unknown user: no message is deleted while the user cannot be found', async () => {
  const { all } = crew();
  const remove = crew()
    .faults('mattermost')
    .add({
      matches: ({ method, url }) => method === 'GET' && url.includes('since='),
      fault: { kind: 'status', status: 503 },
    });
  await copyDeletedBy('dora');
  expect(crew().words('teams', all)).toEqual(['w1']);
  remove();
  await crew().minutes(15);
  expect(crew().words('teams', all)).toEqual(['w1']);
  expect(await crew().failures()).toEqual([{ kind: 'removed-there' }]);
});

it('a copy removed by an administrator before the database was lost: the message stays, and is not carried again', async () => {
  const { all } = crew();
  await copyDeletedBy('dora');
  const anna = crew().isthmusOf('anna');
  await crew().world.time.during(anna.stop());
  anna.loseDisk();
  await crew().world.time.during(anna.start());
  await crew().minutes(10);
  expect(crew().words('teams', all)).toEqual(['w1']);
  expect(crew().words('mattermost', all)).toEqual([]);
});

it('a copy removed by its author before Isthmus knows that it arrived: it is not written again', async () => {
  const { all, world } = crew();
  let made = 0;
  crew()
    .faults('mattermost')
    .add({
      matches: (request) => isPost('mattermost', request),
      fault: {
        kind: 'answer',
        answer: async (_request, right) => {
          made += 1;
          const { id } = (await (await right()).json()) as { id: string };
          world.services.mattermost.acts.remove('anna', all.mattermost, id);
          throw new TypeError('the answer was lost');
        },
      },
      times: 1,
    });
  crew().write('teams', all, 'w1');
  await crew().minutes(3);
  expect(made).toBe(1);
  expect(crew().words('mattermost', all)).toEqual([]);
  expect(crew().words('teams', all)).toEqual([]);
  expect(await crew().outbox()).toEqual([]);
});
