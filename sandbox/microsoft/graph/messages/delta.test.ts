import { describe, expect, it } from 'vitest';
import type { GraphClient } from '../../testing/client.ts';
import type { Json } from '../../testing/json.ts';
import { message, minute, startedAt } from '../../testing/organisation.ts';
import { sandbox } from '../../testing/tenant.ts';

const day = 24 * 60 * minute;
const history = [
  message('ancient', 'general', 'ben', startedAt - 250 * day, 'ancient'),
  ...Array.from({ length: 45 }, (_, index) =>
    message(`r${index}`, 'general', 'ben', startedAt + index * minute, `root ${index}`),
  ),
  message('reply', 'general', 'ada', startedAt + 100 * minute, 'reply', { replyTo: 'r7' }),
];

const round = async (client: GraphClient, start: string): Promise<{ items: Json[]; deltaLink: string }> => {
  const items: Json[] = [];
  for (let path = start; ;) {
    const { status, body } = await client.get(path);
    expect(status).toBe(200);
    items.push(...body.items());
    const next = body.at('@odata.nextLink');
    if (typeof next !== 'string') return { items, deltaLink: body.text('@odata.deltaLink') };
    path = next;
  }
};

const texts = (items: readonly Json[]): unknown[] => items.map((one) => one.at('body', 'content'));

describe('GET channel messages/delta', () => {
  it('gives the roots of the last eight months, the last changed thread last, then no more rows', async () => {
    const { as, channel } = sandbox(history);
    const first = await round(as('ada'), `${channel('General').path}/messages/delta?$top=20`);
    expect(texts(first.items)).not.toContain('ancient');
    expect(first.items).toHaveLength(45);
    expect(texts(first.items).at(-1)).toBe('root 7');
    expect((await round(as('ada'), first.deltaLink)).items).toEqual([]);
  });

  it('gives new messages, replies, edits, reactions and deletions once each', async () => {
    const { as, channel, tenant } = sandbox(history);
    const { path, key } = channel('General');
    const first = await round(as('ada'), `${path}/messages/delta`);
    const ids = tenant.acts.messages(key).map((one) => one.id);
    tenant.acts.edit('ben', key, ids[1] ?? '', 'edited');
    tenant.acts.react('ada', key, ids[2] ?? '', '👍');
    tenant.acts.remove('ben', key, ids[3] ?? '');
    tenant.acts.post('ada', key, { content: 'a reply' }, ids[4]);
    const added = tenant.acts.post('ada', key, { content: 'new' });
    const second = await round(as('ada'), first.deltaLink);
    expect(second.items.map((one) => one.at('id'))).toEqual([ids[1], ids[2], ids[3], ids[4], added]);
    expect(second.items[2]?.at('deletedDateTime')).not.toBeNull();
    expect((await round(as('ada'), second.deltaLink)).items).toEqual([]);
  });

  it('covers replies only with $expand=replies, which the links remember', async () => {
    const { as, channel, tenant } = sandbox(history);
    const { path, key } = channel('General');
    const without = await round(as('ada'), `${path}/messages/delta`);
    expect(without.items.at(-1)?.at('replies')).toBeUndefined();
    const with_ = await round(as('ada'), `${path}/messages/delta?$expand=replies`);
    expect(with_.items.at(-1)?.items('replies')).toHaveLength(1);
    const replied = with_.items.at(-1)?.at('replies', 0, 'id');
    tenant.acts.react('ben', key, String(replied), '👀');
    const after = await round(as('ada'), with_.deltaLink);
    expect(after.items[0]?.at('replies', 0, 'reactions', 0, 'reactionType')).toBe('👀');
  });

  it('$filter lastModifiedDateTime gt takes threads whose root or a reply changed; no other filter', async () => {
    const { as, channel } = sandbox(history);
    const path = `${channel('General').path}/messages/delta`;
    const since = await round(as('ada'), `${path}?$filter=lastModifiedDateTime%20gt%202026-06-01T08:42:00Z`);
    expect(texts(since.items)).toEqual(['root 43', 'root 44', 'root 7']);
    expect((await as('ada').get(`${path}?$filter=createdDateTime%20gt%202026-06-01T08:42:00Z`)).status).toBe(
      400,
    );
    expect((await as('ada').get(`${path}?$orderby=createdDateTime%20desc`)).status).toBe(400);
  });

  it('a token that has expired is 410 Gone with a Location to start again', async () => {
    const { as, channel, world, tenant } = sandbox(history, { deltaTokenSeconds: 60 });
    const first = await round(as('ada'), `${channel('General').path}/messages/delta?$expand=replies`);
    world.pass(2 * minute);
    const gone = await as('ada').get(first.deltaLink);
    expect(gone.status).toBe(410);
    expect(gone.body.at('error', 'code')).toBe('resyncRequired');
    const again = await round(as('ada'), gone.headers.get('location') ?? '');
    expect(again.items).toHaveLength(45);
    tenant.settings.deltaTokenSeconds = 3600;
    expect((await as('ada').get(first.deltaLink)).status).toBe(200);
  });

  it('needs ChannelMessage.Read.All', async () => {
    const { as, channel } = sandbox(history);
    expect(
      (await as('ada', ['ChannelMessage.Send']).get(`${channel('General').path}/messages/delta`)).status,
    ).toBe(403);
  });

  it('a thread that changes while paging is given again, never skipped', async () => {
    const { as, channel, tenant } = sandbox(history);
    const { path, key } = channel('General');
    const page = (await as('ada').get(`${path}/messages/delta?$top=10`)).body;
    const given = page.each('id');
    tenant.acts.react('ada', key, String(given[0]), '👍');
    const rest = await round(as('ada'), page.text('@odata.nextLink'));
    expect(rest.items.at(-1)?.at('id')).toBe(given[0]);
    expect(new Set([...given, ...rest.items.map((one) => one.at('id'))]).size).toBe(45);
  });
});
