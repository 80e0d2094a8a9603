/** Subscriptions as Graph's documents describe them, and what is published for them. */
import { describe, expect, it } from 'vitest';
import { permissions } from '../login/scopes.ts';
import type { Answer, GraphClient } from '../testing/client.ts';
import { sandbox, type Sandbox } from '../testing/tenant.ts';

const hour = 3_600_000;
const url = 'EventHub:https://sandbox.servicebus.windows.net/eventhubname/isthmus?tenantId=contoso.example';

interface Notification {
  readonly subscriptionId: string;
  readonly changeType?: string;
  readonly lifecycleEvent?: string;
  readonly resource: string;
  readonly clientState: string | null;
  readonly tenantId: string;
}

interface Stage extends Sandbox {
  readonly ada: GraphClient;
  /** The bodies that were published since it was last asked. */
  readonly published: () => readonly (readonly Notification[])[];
  readonly subscribe: (resource: string, over?: object) => Promise<Answer>;
}

const stage = (): Stage => {
  const made = sandbox();
  const bodies: string[] = [];
  made.tenant.subscriptions.deliverTo({
    name: 'isthmus',
    host: 'sandbox.servicebus.windows.net',
    publish: (body) => void bodies.push(body),
  });
  const ada = made.as('ada');
  return {
    ...made,
    ada,
    published: () => {
      made.world.pass(0);
      return bodies.splice(0).map((body) => (JSON.parse(body) as { value: Notification[] }).value);
    },
    subscribe: (resource, over = {}) =>
      ada.post('/subscriptions', {
        changeType: 'created,updated,deleted',
        notificationUrl: url,
        lifecycleNotificationUrl: url,
        resource,
        expirationDateTime: new Date(made.world.now() + 3 * 24 * hour).toISOString(),
        clientState: 'secret',
        ...over,
      }),
  };
};

describe('a subscription', () => {
  it('is validated at the hub, listed without its secret, renewed, and ended', async () => {
    const { ada, channel, published, subscribe, world } = stage();
    const made = await subscribe(`${channel('General').path}/messages`);
    expect(made.status).toBe(201);
    expect(made.body.at('clientState')).toBe('secret');
    expect(published()).toMatchObject([[{ subscriptionId: 'NA', clientState: 'NA' }]]);
    const id = made.body.text('id');
    const listed = await ada.get('/subscriptions');
    expect(listed.body.each('id')).toEqual([id]);
    expect(listed.body.each('clientState')).toEqual([null]);
    const until = new Date(world.now() + 2 * 24 * hour).toISOString();
    const renewed = await ada.patch(`/subscriptions/${id}`, { expirationDateTime: until });
    expect(renewed.body.at('expirationDateTime')).toBe(until);
    expect((await ada.post(`/subscriptions/${id}/reauthorize`)).status).toBe(204);
    expect((await ada.ask('DELETE', `/subscriptions/${id}`)).status).toBe(204);
    expect((await ada.get(`/subscriptions/${id}`)).status).toBe(404);
    expect((await ada.patch(`/subscriptions/${id}`, { expirationDateTime: until })).status).toBe(404);
  });

  it('lives three days with a URL for lifecycle events, an hour without, and the URL cannot be added later', async () => {
    const { ada, as, chat, subscribe, world } = stage();
    const resource = `/chats/${chat('direct')}/messages`;
    const after = (ms: number): { expirationDateTime: string } => ({
      expirationDateTime: new Date(world.now() + ms).toISOString(),
    });
    expect((await subscribe(resource, after(3 * 24 * hour + 1))).status).toBe(400);
    const without = { lifecycleNotificationUrl: null };
    expect((await subscribe(resource, { ...without, ...after(2 * hour) })).status).toBe(400);
    const made = await subscribe(resource, { ...without, ...after(hour) });
    expect(made.status).toBe(201);
    const path = `/subscriptions/${made.body.text('id')}`;
    expect((await ada.patch(path, { lifecycleNotificationUrl: url })).status).toBe(400);
    world.pass(hour);
    expect((await as('ada').get(path)).status).toBe(404);
  });

  it('is refused a second time, beyond a quota, without permission, and where no hub can be reached', async () => {
    const { as, chat, channel, subscribe, tenant } = stage();
    const general = `${channel('General').path}/messages`;
    await subscribe(general);
    const twin = await subscribe(general.replace(/^\//, ''), { changeType: 'deleted,created,updated' });
    expect([twin.status, twin.body.at('error', 'message')]).toEqual([
      409,
      expect.stringContaining('already exists for the requested combination'),
    ]);
    const other = await subscribe(general, { changeType: 'created' });
    expect([other.status, other.body.at('error', 'message')]).toEqual([
      403,
      expect.stringContaining("'1' subscriptions per 'app and chat or channel'"),
    ]);
    tenant.subscriptions.quotas.perOrganisation = 1;
    const full = await subscribe(`/chats/${chat('direct')}/messages`);
    expect(full.body.at('error', 'message')).toContain("per 'organization'");
    tenant.subscriptions.quotas.perOrganisation = 2;
    tenant.subscriptions.quotas.perUser = 0;
    const many = await subscribe('/me/chats/getAllMessages');
    expect(many.body.at('error', 'message')).toContain("per 'user'");
    expect((await subscribe('/chats/getAllMessages')).status).toBe(403);
    const elsewhere = url.replace('sandbox', 'elsewhere');
    expect(
      (await subscribe(`/chats/${chat('direct')}/messages`, { notificationUrl: elsewhere })).status,
    ).toBe(400);
    const few = Object.keys(permissions).filter((scope) => !scope.startsWith('Chat.Read'));
    const body = { changeType: 'created', notificationUrl: url, expirationDateTime: '2999-01-01T00:00:00Z' };
    const lacking = await as('ada', few).post('/subscriptions', {
      ...body,
      resource: `/chats/${chat('direct')}/messages`,
    });
    expect(lacking.status).toBe(403);
  });

  it('is not possible without a hub', async () => {
    const { as, chat, world } = sandbox();
    const answer = await as('ada').post('/subscriptions', {
      changeType: 'created',
      notificationUrl: url,
      resource: `/chats/${chat('direct')}/messages`,
      expirationDateTime: new Date(world.now() + hour).toISOString(),
    });
    expect(answer.status).toBe(400);
  });
});

describe('notifications', () => {
  it('name each change of a message, several in one body', async () => {
    const { channel, published, subscribe, tenant } = stage();
    const { key, path, teamId, channelId } = channel('General');
    const made = await subscribe(`${path}/messages`);
    published();
    const { acts } = tenant;
    const root = acts.post('ben', key, { content: 'one' });
    const reply = acts.post('ada', key, { content: 'two' }, root);
    expect(published()).toMatchObject([
      [
        { subscriptionId: made.body.text('id'), changeType: 'created', clientState: 'secret' },
        {
          resource: `teams('${teamId}')/channels('${channelId}')/messages('${root}')/replies('${reply}')`,
          tenantId: tenant.tenantId(),
        },
      ],
    ]);
    acts.edit('ben', key, root, 'three');
    acts.react('ada', key, root, '👍');
    acts.remove('ben', key, root);
    const [body = []] = published();
    expect(body.map(({ changeType }) => changeType)).toEqual(['updated', 'updated', 'deleted']);
  });

  it('of all chats of a user name their chats and no channel', async () => {
    const { channel, chat, published, subscribe, tenant } = stage();
    await subscribe('/me/chats/getAllMessages');
    published();
    tenant.acts.post('ben', channel('General').key, { content: 'one' });
    expect(published()).toEqual([]);
    const id = tenant.acts.post('ben', chat('direct'), { content: 'two' });
    expect(published()).toMatchObject([[{ resource: `chats('${chat('direct')}')/messages('${id}')` }]]);
  });

  it('end with the token unless it is authorised anew, which is asked for', async () => {
    const { ada, as, chat, published, subscribe, tenant, world } = stage();
    const made = await subscribe(`/chats/${chat('direct')}/messages`);
    const id = made.body.text('id');
    published();
    world.pass(50 * 60_000);
    expect(published()).toMatchObject([[{ subscriptionId: id, lifecycleEvent: 'reauthorizationRequired' }]]);
    world.pass(20 * 60_000);
    tenant.acts.post('ben', chat('direct'), { content: 'unheard' });
    expect(published()).toEqual([]);
    expect((await ada.get('/subscriptions')).status).toBe(401);
    await as('ada').post(`/subscriptions/${id}/reauthorize`);
    tenant.acts.post('ben', chat('direct'), { content: 'heard' });
    expect(published()).toHaveLength(1);
    tenant.subscriptions.tell(id, 'missed');
    tenant.subscriptions.remove(id);
    expect(published().flat()).toMatchObject([
      { lifecycleEvent: 'missed' },
      { lifecycleEvent: 'subscriptionRemoved' },
    ]);
    expect(tenant.subscriptions.list()).toEqual([]);
  });
});
