/** A service that fails at one message and no other: the message has that reason, and does not delay others for ever. */
import { expect, it } from 'vitest';
import { errorOf, file, isPost, otherSide, type Side, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(17, ['anna']);

it.each<Side>(['mattermost', 'teams'])(
  'a message from %s that always gets a 500 fails with a reason, and later messages are carried',
  async (from) => {
    const { deck } = crew();
    const to = otherSide(from);
    crew().write(from, deck, 'w1');
    await crew().minutes(2);
    const remove = crew()
      .faults(to)
      .add({ matches: (request) => isPost(to, request), fault: { kind: 'status', status: 500 } });
    crew().write(from, deck, 'w2');
    await crew().minutes(5);
    // A temporary failure looks the same: for a time it is tried again.
    expect(await crew().failures()).toEqual([]);
    await crew().minutes(40);
    expect(await crew().failures()).toEqual([{ kind: 'refused', code: 'HTTP 500' }]);
    remove();
    crew().write(from, deck, 'w3');
    await crew().minutes(2);
    expect(crew().words(to, deck)).toEqual(['w1', 'w3']);
    await crew().retryAll();
    await crew().minutes(2);
    expect(crew().words(to, deck)).toEqual(['w1', 'w3', 'w2']);
    expect(await crew().outbox()).toEqual([]);
  },
);

/** The page of a proxy that blocks a text. */
const pageOf = (status: number): Response =>
  new Response('<html>Request blocked</html>', { status, headers: { 'content-type': 'text/html' } });

it.each<[string, Side, () => Promise<Response>, string]>([
  ['the page of a proxy', 'mattermost', () => Promise.resolve(pageOf(403)), 'HTTP 403'],
  ['the page of a proxy', 'teams', () => Promise.resolve(pageOf(403)), 'HTTP 403'],
  ['a connection that breaks', 'mattermost', () => Promise.reject(new TypeError('reset')), ''],
  ['an answer that nobody can read', 'mattermost', () => Promise.resolve(Response.json([])), ''],
])('a message that gets %s in %s each time fails with a reason, too', async (_case, to, answer, code) => {
  const { deck } = crew();
  const from = otherSide(to);
  let met = 0;
  crew()
    .faults(to)
    .add({
      matches: (request) => isPost(to, request),
      fault: {
        kind: 'answer',
        answer: async (request, right) => {
          if (!/w2\b/.test(await request.clone().text())) return right();
          met += 1;
          return answer();
        },
      },
    });
  for (const word of ['w1', 'w2', 'w3']) {
    crew().write(from, deck, word);
    await crew().world.time.pass(1_000);
  }
  await crew().minutes(60);
  expect(met).toBe(12);
  expect(crew().words(to, deck)).toEqual(['w1', 'w3']);
  expect(await crew().failures()).toEqual([{ kind: 'refused', code }]);
});

const isMattermostUpload = ({ method, url }: Request): boolean =>
  method === 'POST' && /\/api\/v4\/uploads(\/\w+)?$/.test(url);

it('a file that always gets a 500 is named in its place, and the message is carried', async () => {
  const { all } = crew();
  let asked = 0;
  crew()
    .faults('mattermost')
    .add({
      matches: isMattermostUpload,
      fault: {
        kind: 'answer',
        answer: () => {
          asked += 1;
          return Promise.resolve(errorOf('mattermost', 500, 'api.file.write_file.app_error'));
        },
      },
    });
  crew().write('teams', all, 'w1', { files: [file('notes.txt', 30)] });
  crew().write('teams', all, 'w2');
  await crew().minutes(5);
  expect(crew().words('mattermost', all)).toEqual([]);
  await crew().minutes(40);
  expect(asked).toBeGreaterThan(8);
  expect(asked).toBeLessThan(20);
  expect(crew().words('mattermost', all)).toEqual(['w1', 'w2']);
  expect(crew().saying('mattermost', all, 'w1').content).toMatch(/notes\.txt.*not accepted on this side/);
  expect(await crew().outbox()).toEqual([]);
});

it('a file for which its own side always answers 500 is named as unreadable', async () => {
  const { all } = crew();
  crew()
    .faults('mattermost')
    .add({
      matches: ({ method, url }) => method === 'GET' && /\/api\/v4\/files\/\w{26}(\?|$)/.test(url),
      fault: { kind: 'status', status: 500 },
    });
  crew().write('mattermost', all, 'w1', { files: [file('notes.txt', 30)] });
  await crew().minutes(60);
  expect(crew().saying('teams', all, 'w1').content).toMatch(/notes\.txt.*could not be read/);
  expect(await crew().outbox()).toEqual([]);
});

it.each(['a file', 'an edit'])('a server that is away for an hour loses no message from %s', async (what) => {
  const { all } = crew();
  const id = crew().write('teams', all, 'w1');
  await crew().minutes(2);
  let asked = 0;
  const remove = crew()
    .faults('mattermost')
    .add({
      matches: () => {
        asked += 1;
        return true;
      },
      fault: { kind: 'status', status: 503 },
    });
  if (what === 'an edit') crew().acts('teams').edit('anna', all.teams, id, '<p>w2</p>');
  else crew().write('teams', all, 'w2', { files: [file('notes.txt', 30)] });
  await crew().minutes(60);
  expect(asked).toBeGreaterThan(0);
  expect(await crew().failures()).toEqual([]);
  remove();
  await crew().minutes(15);
  expect(crew().saying('mattermost', all, 'w2').files).toEqual(what === 'an edit' ? [] : ['notes.txt']);
  expect(await crew().outbox()).toEqual([]);
});

it.each([
  ['of more than 255 bytes', `${'Minutes '.repeat(40)}.txt`],
  ['whose characters take several bytes', `${'Überfahrt '.repeat(24)}.txt`],
])('a file with a name %s is carried under a shorter name with its ending', async (_case, name) => {
  const { all } = crew();
  crew().write('teams', all, 'w1', { files: [file(name, 30)] });
  await crew().minutes(3);
  const [written = ''] = crew().saying('mattermost', all, 'w1').files;
  expect(written).toMatch(/\.txt$/);
  expect(Buffer.byteLength(written)).toBeLessThanOrEqual(240);
  expect(name.startsWith(written.slice(0, -4))).toBe(true);
  expect(await crew().outbox()).toEqual([]);
});
