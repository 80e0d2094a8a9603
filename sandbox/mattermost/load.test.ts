import { describe, expect, test } from 'vitest';
import { openSandbox, plannedOrganisation, plannedPerson } from './contract/sandbox.ts';
import type { PlannedPost } from '../organisation/plan.ts';

const start = Date.UTC(2025, 0, 1);
const total = 100_000;

describe('a hundred thousand posts', () => {
  test(
    'are loaded, paged to the end and asked for changes without scanning',
    { timeout: 120_000 },
    async () => {
      const posts: PlannedPost[] = Array.from({ length: total }, (_, at) => ({
        key: `p${at}`,
        conversation: 'mm/one',
        author: 'ada',
        at: start + at * 1000,
        message: `message ${at}`,
        type: '',
        replyTo: at % 10 === 9 ? `p${at - 9}` : null,
        props: {},
        priority: '' as const,
        pinned: false,
        reactions: at % 20 === 0 ? [{ by: 'ada', emoji: '+1', at: start + at * 1000 + 500 }] : [],
        files: [],
        editedAt: at % 50 === 1 ? start + at * 1000 + 900 : null,
        deletedAt: null,
      }));
      const fixture = await openSandbox(
        plannedOrganisation({
          people: [plannedPerson('ada')],
          mattermost: {
            teams: [{ key: 't', displayName: 'T', description: '', members: ['ada'], owners: ['ada'] }],
            channels: [
              {
                key: 'mm/one',
                team: 't',
                type: 'O',
                name: 'one',
                displayName: 'One',
                header: '',
                purpose: '',
                members: ['ada'],
                createdAt: start,
                readAt: {},
              },
            ],
            posts,
          },
        }),
      );
      const { acts } = fixture.server;
      const channel = acts.conversations()[0]?.id ?? '';
      const login = await fixture.fetch(
        new Request('http://chat.example/api/v4/users/login', {
          method: 'POST',
          body: JSON.stringify({ login_id: 'ada', password: 'Sandbox-password-1' }),
        }),
      );
      const headers = { authorization: `Bearer ${login.headers.get('token') ?? ''}` };
      const get = async (query: string): Promise<{ order: string[]; prev_post_id: string }> =>
        (await (
          await fixture.fetch(
            new Request(
              `http://chat.example/api/v4/channels/${channel}/posts?skipFetchThreads=true&${query}`,
              { headers },
            ),
          )
        ).json()) as { order: string[]; prev_post_id: string };

      const seen = new Set<string>();
      let page = await get('per_page=200');
      for (;;) {
        for (const id of page.order) seen.add(id);
        const last = page.order.at(-1);
        if (page.prev_post_id === '' || last === undefined) break;
        page = await get(`per_page=200&before=${last}`);
      }
      expect(seen.size).toBe(total);

      acts.post('ada', channel, { content: 'new' });
      const began = performance.now();
      for (let at = 0; at < 200; at += 1)
        expect((await get(`since=${fixture.world.now() - 10_000}`)).order).toHaveLength(1);
      // A scan of 100,000 rows would take about a millisecond for the comparison alone; 200 of them must stay far below.
      expect((performance.now() - began) / 200).toBeLessThan(50);
      expect(acts.truth('ada').messages).toHaveLength(total + 1);
    },
  );
});
