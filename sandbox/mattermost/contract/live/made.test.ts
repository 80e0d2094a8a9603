import { describe, expect, test } from 'vitest';
import { isAnyLeft, leftOn, Made, madeBy, removeRest } from './made.ts';
import { memoryJournal } from '../../../live-journal.ts';

const post = (path: string): Request => new Request(`https://chat.example/sub${path}`, { method: 'POST' });
const answer = (body: unknown, status = 201): Response => new Response(JSON.stringify(body), { status });

describe('the objects that a run has made', () => {
  test('are known from the requests that make them, also under a sub-path', async () => {
    expect(await madeBy(post('/api/v4/users'), answer({ id: 'u' }))).toEqual({ kind: 'user', id: 'u' });
    expect(await madeBy(post('/api/v4/bots'), answer({ user_id: 'b' }))).toEqual({ kind: 'bot', id: 'b' });
    const registered = await madeBy(post('/api/v4/oauth/apps/register'), answer({ client_id: 'c' }));
    expect(registered).toEqual({ kind: 'oauth-app', id: 'c' });
  });

  test('do not come from a refused request or from a search', async () => {
    expect(await madeBy(post('/api/v4/users'), answer({ id: 'an.error' }, 400))).toBeNull();
    expect(await madeBy(post('/api/v4/users/ids'), answer([{ id: 'u' }], 200))).toBeNull();
    expect(await madeBy(new Request('https://chat.example/api/v4/users'), answer([], 200))).toBeNull();
  });

  test('are removed in order: belongings before users, users before the team', async () => {
    const journal = memoryJournal();
    const made = new Made(journal);
    for (const kind of ['team', 'user', 'emoji'] as const) made.note({ kind, id: kind });
    const asked: string[] = [];
    const allowed = { EnableAPITeamDeletion: true, EnableAPIUserDeletion: true };
    await made.remove((method, path) => Promise.resolve((asked.push(`${method} ${path}`), 200)), allowed);
    expect(asked).toEqual([
      'DELETE /emoji/emoji',
      'DELETE /users/user?permanent=true',
      'DELETE /teams/team?permanent=true',
    ]);
    expect(leftOn(journal)).toBeNull();
  });

  test('are skipped if a test has removed them; a failure is named, and the rest is still removed', async () => {
    const journal = memoryJournal();
    const made = new Made(journal);
    for (const id of ['gone', 'stuck', 'lost', 'last']) made.note({ kind: 'user', id });
    const statuses: Record<string, number> = { gone: 404, stuck: 500, last: 200 };
    await made.remove(
      (_method, path) => {
        const status = statuses[path.replace(/^\/users\/|\?.*$/g, '')];
        return status === undefined ? Promise.reject(new Error('no network')) : Promise.resolve(status);
      },
      { EnableAPIUserDeletion: true },
    );
    expect(leftOn(journal)).toBe(
      'Left on the Mattermost server: could not be removed: user stuck, user lost.',
    );
  });

  test('are removed afterwards if a run was ended before', async () => {
    const journal = memoryJournal();
    const first = new Made(journal);
    first.note({ kind: 'user', id: 'done' });
    await first.remove(() => Promise.resolve(200), { EnableAPIUserDeletion: true });
    new Made(journal).note({ kind: 'user', id: 'open' });
    new Made(journal).note({ kind: 'direct-channel', id: 'both' });
    expect(leftOn(journal)).toContain('could not be removed: user open, direct-channel both');
    const asked: string[] = [];
    await removeRest(
      journal,
      (method, path) => Promise.resolve((asked.push(`${method} ${path}`), 200)),
      () => Promise.resolve(null),
      {},
    );
    expect(asked).toEqual(['DELETE /users/open']);
    expect(leftOn(journal)).toBe(
      'Left on the Mattermost server: 1 users are deactivated, not deleted (ServiceSettings.EnableAPIUserDeletion is off); ' +
        '1 direct and group channels of these users stay (Mattermost deletes none).',
    );
  });

  test('are searched by name if the answer to their request was lost', async () => {
    const journal = memoryJournal();
    const made = new Made(journal);
    const asking = (username: string): Request =>
      new Request('https://chat.example/api/v4/users', {
        method: 'POST',
        body: JSON.stringify({ username }),
      });
    await made.while(asking('heard'), () => Promise.resolve(answer({ id: 'h' })));
    await made.while(asking('refused'), () => Promise.resolve(answer({ id: 'an.error' }, 400)));
    const cut = made.while(asking('cut'), () => Promise.reject(new Error('ended')));
    await expect(cut).rejects.toThrow('ended');
    expect(isAnyLeft(journal)).toBe(true);
    const looked: string[] = [];
    const asked: string[] = [];
    await removeRest(
      journal,
      (method, path) => Promise.resolve((asked.push(`${method} ${path}`), 200)),
      (path) => Promise.resolve((looked.push(path), 'c')),
      { EnableAPIUserDeletion: true },
    );
    expect(looked).toEqual(['/users/username/cut']);
    expect(asked).toEqual(['DELETE /users/h?permanent=true', 'DELETE /users/c?permanent=true']);
    expect(isAnyLeft(journal)).toBe(false);
  });
});
