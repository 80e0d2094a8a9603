/** Copies that an administrator removes: that is not their author's wish to delete the message, which stays, and says what happened. */
import { expect, it } from 'vitest';
import { isPost, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(29);

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

/** Anna writes in Teams; `by` deletes what it became. */
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

it('the message stays where it was written and says so; what comes after it goes', async () => {
  const { all } = crew();
  await copyDeletedBy('dora');
  crew().write('teams', all, 'w2');
  await crew().minutes(2);
  expect(crew().words('teams', all)).toEqual(['w1', 'w2']);
  expect(crew().words('mattermost', all)).toEqual(['w2']);
  expect(await crew().failures()).toEqual([{ kind: 'removed-there' }]);
  await discardAll();
  expect(await crew().outbox()).toEqual([]);
  // It cannot follow any more, and says so again.
  crew()
    .acts('teams')
    .edit('anna', all.teams, crew().saying('teams', all, 'w1').id, '<p>w3</p>');
  await crew().minutes(2);
  expect(crew().words('teams', all)).toEqual(['w3', 'w2']);
  expect(crew().words('mattermost', all)).toEqual(['w2']);
  expect(await crew().failures()).toEqual([{ kind: 'removed-there' }]);
});

it('by their author, take the message along', async () => {
  await copyDeletedBy('anna');
  expect(crew().words('teams', crew().all)).toEqual([]);
  expect(await crew().outbox()).toEqual([]);
});

it('nothing is deleted while nobody can be asked who it was', async () => {
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

it('a database that was lost meanwhile knows it all the same', async () => {
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

it('a copy that its author deleted before it was known that it had arrived is not written again', async () => {
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
