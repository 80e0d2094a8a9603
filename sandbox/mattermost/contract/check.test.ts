import { describe, expect, test } from 'vitest';
import { checkAnswer, checkFrame, hasContracts } from './check.ts';

const broadcast = {
  omit_users: null,
  user_id: '',
  channel_id: '',
  team_id: '',
  connection_id: '',
  omit_connection_id: '',
};

const answer = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

describe.skipIf(!hasContracts)('holding answers against the contracts', () => {
  test('an answer with a member of the wrong type is refused', async () => {
    const request = new Request('http://chat.example/api/v4/posts/abc');
    await expect(checkAnswer(request, answer({ id: 5 }))).rejects.toThrow('breaks the contract');
    await expect(checkAnswer(request, answer({ id: 'abc' }))).resolves.toBeUndefined();
  });

  test('an answer with a status the contract does not know is refused', async () => {
    const request = new Request('http://chat.example/api/v4/posts/abc');
    await expect(checkAnswer(request, answer({}, 202))).rejects.toThrow('the contract knows 200');
  });

  test('a frame that lacks members or has broken JSON inside is refused', () => {
    expect(() => checkFrame({ event: 'posted', data: { post: '{}' }, broadcast, seq: 1 })).toThrow('breaks');
    const edited = (post: string) => ({ event: 'post_edited', data: { post }, broadcast, seq: 1 });
    expect(() => checkFrame(edited('{"id":5}'))).toThrow('breaks');
    expect(() => checkFrame(edited('{"id":"a"}'))).not.toThrow();
  });
});
