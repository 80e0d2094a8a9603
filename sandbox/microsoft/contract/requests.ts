/** Common to all requests: the check of the token, errors, `$batch` (facts, graph §4 and §7). */
import { describe, expect, it } from 'vitest';
import { GraphClient } from '../testing/client.ts';
import type { GraphStage } from './stage.ts';

const get = (id: string, url: string, more: object = {}): object => ({ id, method: 'GET', url, ...more });

export const requestContract = (on: GraphStage): void => {
  describe('the bearer token', () => {
    it('is checked: 401 InvalidAuthenticationToken, with a challenge', async () => {
      const stranger = new GraphClient({ ...on.subject.fixture, token: 'not-a-token' });
      const answer = await stranger.get('/me');
      expect([answer.status, answer.body.at('error', 'code')]).toEqual([401, 'InvalidAuthenticationToken']);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    });

    it('is not needed for a preflight; answers are open to every origin', async () => {
      const { fetch, baseUrl } = on.subject.fixture;
      const headers = { origin: 'https://desk.example', 'access-control-request-method': 'GET' };
      const preflight = await fetch(new Request(`${baseUrl}/me`, { method: 'OPTIONS', headers }));
      expect(preflight.status).toBe(200);
      expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    });
  });

  describe('errors', () => {
    it('an unknown segment is 400', async () => {
      const answer = await on.client.get('/me/nothing');
      expect(answer.status).toBe(400);
      expect(answer.body.at('error', 'message')).toBe("Resource not found for the segment 'nothing'.");
    });

    it('have a code, a message, and the ids for a complaint', async () => {
      const { body } = await on.client.get('/me/nothing');
      expect(body.at('error', 'code')).toBeTypeOf('string');
      expect(body.at('error', 'innerError', 'request-id')).toBeTypeOf('string');
      expect(body.at('error', 'innerError', 'date')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    });
  });

  describe('$batch', () => {
    it('answers each request by its id', async () => {
      const requests = ['1', '2', '3'].map((id) => get(id, id === '3' ? '/me/nothing' : '/me'));
      const answer = await on.client.post('/$batch', { requests });
      expect(answer.status).toBe(200);
      const statuses = answer.body.items('responses').map((one) => [one.at('id'), one.at('status')]);
      expect(Object.fromEntries(statuses)).toEqual({ 1: 200, 2: 200, 3: 400 });
    });

    it('items that depend on a failed one are 424', async () => {
      const requests = [get('bad', '/me/nothing'), get('after', '/me', { dependsOn: ['bad'] })];
      const answer = await on.client.post('/$batch', { requests });
      const statuses = answer.body.items('responses').map((one) => [one.at('id'), one.at('status')]);
      expect(Object.fromEntries(statuses)).toEqual({ bad: 400, after: 424 });
    });

    it('takes 20 requests at most', async () => {
      const requests = Array.from({ length: 21 }, (_, index) => get(String(index), '/me'));
      expect((await on.client.post('/$batch', { requests })).status).toBe(400);
    });
  });
};
