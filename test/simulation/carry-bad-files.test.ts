/** Files that the other side refuses, or that disappear during carrying: the message is carried and names them, or waits with them. */
import { expect, it } from 'vitest';
import { errorOf, file, type Side, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(19, ['anna']);

const isMattermostUpload = ({ method, url }: Request): boolean =>
  method === 'POST' && /\/api\/v4\/uploads\/\w+$/.test(url);
const isDriveUpload = ({ method, url }: Request): boolean =>
  method === 'PUT' && url.includes('.exe:/content');

it.each<[Side, number, string, (request: Request) => boolean, string]>([
  [
    'mattermost',
    400,
    'app.upload.run_plugins_hook.rejected',
    isMattermostUpload,
    'not accepted on this side',
  ],
  [
    'mattermost',
    403,
    'api.context.permissions.app_error',
    isMattermostUpload,
    'its sender may add no files on this side',
  ],
  ['teams', 403, 'accessDenied', isDriveUpload, 'not accepted on this side'],
  ['teams', 400, 'invalidRequest', isDriveUpload, 'not accepted on this side'],
])('a file that %s refuses (%i %s) is named in its place', async (to, status, code, matches, why) => {
  const { all } = crew();
  const from = to === 'teams' ? 'mattermost' : 'teams';
  let refused = 0;
  crew()
    .faults(to)
    .add({
      matches,
      fault: {
        kind: 'answer',
        answer: () => {
          refused += 1;
          return Promise.resolve(errorOf(to, status, code));
        },
      },
      times: 1,
    });
  crew().write(from, all, 'w1', { files: [file('setup.exe', 20), file('notes.txt', 30)] });
  await crew().world.time.pass(10);
  crew().write(from, all, 'w2');
  await crew().minutes(3);
  expect(refused).toBe(1);
  expect(crew().words(to, all)).toEqual(['w1', 'w2']);
  const { content, files } = crew().saying(to, all, 'w1');
  expect(files).toEqual(['notes.txt']);
  expect(content.split('\n').find((line) => line.includes('setup.exe'))).toContain(why);
  expect(await crew().outbox()).toEqual([]);
});

/** The remaining bytes of an answer when the connection breaks, or the file ends, in the middle. */
const firstHalf = (answer: Response, end: 'breaks' | 'ends'): Response => {
  const reader = answer.body?.getReader();
  let left = Math.floor(Number(answer.headers.get('content-length') ?? 0) / 2) || 1_000_000;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const read = await reader?.read();
      const piece = read?.value?.subarray(0, left) ?? new Uint8Array();
      left -= piece.byteLength;
      if (piece.byteLength > 0) controller.enqueue(piece);
      if (left > 0 && piece.byteLength > 0) return;
      if (end === 'ends') controller.close();
      else controller.error(new TypeError('the connection broke'));
    },
  });
  return new Response(body, {
    status: answer.status,
    headers: { 'content-type': 'application/octet-stream' },
  });
};

it.each<[Side, 'breaks' | 'ends']>([
  ['teams', 'breaks'],
  ['teams', 'ends'],
  ['mattermost', 'breaks'],
])(
  'a file that disappears from %s while it is read (its stream %s) is named in its place',
  async (from, end) => {
    const { all } = crew();
    const to = from === 'teams' ? 'mattermost' : 'teams';
    const faults = crew().faults(from);
    const isDownload = ({ method, url }: Request): boolean =>
      method === 'GET' && (from === 'teams' ? /\/download\// : /\/api\/v4\/files\/\w{26}(\?|$)/).test(url);
    let begun = 0;
    faults.add({
      matches: isDownload,
      fault: {
        kind: 'answer',
        answer: async (_request, right) => {
          begun += 1;
          faults.add({
            matches: ({ url }) => /\/shares\/|\/download\/|\/api\/v4\/files\/\w{26}(\?|$)/.test(url),
            fault: { kind: 'status', status: 404 },
          });
          return firstHalf(await right(), end);
        },
      },
      times: 1,
    });
    crew().write(from, all, 'w1', { files: [file('film.bin', 9_000_000)] });
    await crew().moment();
    crew().write(from, all, 'w2');
    await crew().minutes(5);
    expect(begun).toBe(1);
    expect(crew().words(to, all)).toEqual(['w1', 'w2']);
    const { content, files } = crew().saying(to, all, 'w1');
    expect(files).toEqual([]);
    expect(content).toMatch(/film\.bin.*not there any more/);
    expect(await crew().outbox()).toEqual([]);
  },
);

it('a file of Teams that a person saves again, shorter, while it is read is carried in its new form', async () => {
  const { all } = crew();
  const faults = crew().faults('teams');
  const stands = { isShorter: false };
  const shorter = async (answer: Response): Promise<Response> => {
    const text = await answer.text();
    const size = /"size":9000000\b/g;
    return new Response(stands.isShorter ? text.replace(size, '"size":1000') : text, {
      headers: { 'content-type': 'application/json' },
    });
  };
  faults.add({
    matches: ({ url }) => url.includes('/shares/'),
    fault: { kind: 'answer', answer: async (_request, right) => shorter(await right()) },
  });
  faults.add({
    matches: ({ url }) => url.includes('/download/'),
    fault: {
      kind: 'answer',
      answer: async (_request, right) => {
        stands.isShorter = true;
        return new Response((await (await right()).arrayBuffer()).slice(0, 1_000));
      },
    },
  });
  crew().write('teams', all, 'w1', { files: [file('film.bin', 9_000_000)] });
  await crew().minutes(3);
  const { content, files } = crew().saying('mattermost', all, 'w1');
  expect(files).toEqual(['film.bin']);
  expect(content).toBe('w1');
});

it('files wait with their message while the channel is archived, and are carried with it', async () => {
  const { deck } = crew();
  const set = (archived: boolean): void => crew().acts('mattermost').setArchived(deck.mattermost, archived);
  await crew().around(
    'teams',
    deck,
    { kind: 'archived' },
    () => {
      set(true);
      return () => set(false);
    },
    [file('notes.txt', 30)],
  );
  expect(crew().saying('mattermost', deck, 'w2').files).toEqual(['notes.txt']);
});

it('a file that was refused with its message is tried again with it', async () => {
  const { all } = crew();
  await crew().around(
    'mattermost',
    all,
    { kind: 'forbidden', code: 'Forbidden' },
    () =>
      crew()
        .faults('teams')
        .add({
          matches: ({ method, url }) => method === 'PUT' || (method === 'POST' && url.endsWith('/messages')),
          fault: {
            kind: 'answer',
            answer: async (request, right) =>
              request.method === 'PUT' || /\bw2\b/.test(await request.clone().text())
                ? errorOf('teams', 403, 'Forbidden')
                : right(),
          },
        }),
    [file('notes.txt', 30)],
  );
  const { content, files } = crew().saying('teams', all, 'w2');
  expect(files).toEqual(['notes.txt']);
  expect(content).not.toContain('not accepted');
});
