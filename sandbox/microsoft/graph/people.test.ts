import { describe, expect, it } from 'vitest';
import { idOf } from '../testing/organisation.ts';
import { sandbox } from '../testing/tenant.ts';

describe('people', () => {
  it('me and others are found by id or user principal name; people of other tenants and bots are not', async () => {
    const { as } = sandbox();
    expect((await as('ada').get('/me')).body.value).toMatchObject({
      id: idOf('ada'),
      displayName: 'Ada Okafor',
    });
    expect((await as('ada').get('/users/ben@testworks.example')).body.at('id')).toBe(idOf('ben'));
    expect((await as('ada').get(`/users/${idOf('dora')}`)).body.at('error', 'code')).toBe(
      'Request_ResourceNotFound',
    );
    expect((await as('ada').get(`/users/${idOf('robo')}`)).status).toBe(404);
  });

  it('the organisation gives members and guests its id, name and domains', async () => {
    const { as, tenant } = sandbox();
    for (const who of ['ada', 'cleo']) {
      expect((await as(who).get('/organization')).body.at('value', 0)).toMatchObject({
        id: tenant.tenantId(),
        displayName: 'Test Works',
        verifiedDomains: [{ name: 'testworks.example', isDefault: true }],
      });
    }
  });

  it('the directory pages, selects and filters by equality', async () => {
    const { as } = sandbox();
    const all = await as('ada').all('/users?$top=10&$select=id,mail,userType');
    expect(all).toHaveLength(30);
    expect(all.find((one) => one.at('id') === idOf('cleo'))?.value).toEqual({
      id: idOf('cleo'),
      mail: 'cleo@partner.example',
      userType: 'Guest',
    });
    const one = await as('ada').get(`/users?$filter=mail%20eq%20'BEN@testworks.example'`);
    expect(one.body.each('id')).toEqual([idOf('ben')]);
    expect((await as('ada').get('/users?$filter=nothing%20eq%20%27x%27')).body.at('error', 'code')).toBe(
      'Request_UnsupportedQuery',
    );
  });

  it('members have a photo; a guest’s is ImageNotFound', async () => {
    const { as } = sandbox();
    const photo = await as('ada').get('/me/photo/$value');
    expect(photo.headers.get('content-type')).toBe('image/png');
    expect((await as('ada').get(`/users/${idOf('ben')}/photo`)).body.at('width')).toBe(48);
    const sized = await as('ada').get(`/users/${idOf('ben')}/photos/96x96/$value`);
    expect(sized.headers.get('content-type')).toBe('image/png');
    expect((await as('ada').get('/me/photos/97x97/$value')).status).toBe(404);
    const none = await as('ada').get(`/users/${idOf('cleo')}/photo/$value`);
    expect(none.status).toBe(404);
    expect(none.body.at('error', 'code')).toBe('ImageNotFound');
  });
});

describe('presence', () => {
  it('is requested for up to 650 people at once', async () => {
    const { as, tenant } = sandbox();
    tenant.acts.setPresence('ben', 'busy');
    const ids = [idOf('ada'), idOf('ben')];
    const answer = await as('ada').post('/communications/getPresencesByUserId', { ids });
    expect(answer.body.each('availability')).toEqual(['Offline', 'Busy']);
    const many = Array.from({ length: 651 }, () => idOf('ben'));
    expect((await as('ada').post('/communications/getPresencesByUserId', { ids: many })).status).toBe(400);
  });

  it('is set per session, in allowed combinations, and expires', async () => {
    const { as, world } = sandbox();
    const set = (availability: string, activity: string): Promise<{ status: number }> =>
      as('ada').post(`/users/${idOf('ada')}/presence/setPresence`, {
        sessionId: 'app',
        availability,
        activity,
        expirationDuration: 'PT10M',
      });
    expect((await set('Available', 'Available')).status).toBe(200);
    expect((await set('Available', 'Presenting')).status).toBe(400);
    expect((await as('ada').get('/me/presence')).body.at('availability')).toBe('Available');
    world.pass(11 * 60_000);
    expect((await as('ada').get('/me/presence')).body.at('availability')).toBe('Offline');
  });

  it('has the preferred presence, and a status message', async () => {
    const { as, tenant } = sandbox();
    tenant.acts.setPresence('ada', 'online');
    const preferred = { availability: 'DoNotDisturb', activity: 'DoNotDisturb' };
    expect((await as('ada').post('/me/presence/setUserPreferredPresence', preferred)).status).toBe(200);
    const message = { statusMessage: { message: { content: 'Writing', contentType: 'text' } } };
    await as('ada').post('/me/presence/setStatusMessage', message);
    const answer = await as('ben').get(`/users/${idOf('ada')}/presence`);
    expect(answer.body.value).toMatchObject({
      ...preferred,
      statusMessage: { message: { content: 'Writing' } },
    });
    expect((await as('ben').post(`/users/${idOf('ada')}/presence/clearUserPreferredPresence`)).status).toBe(
      403,
    );
    await as('ada').post('/me/presence/clearUserPreferredPresence');
    expect((await as('ada').get('/me/presence')).body.at('availability')).toBe('Available');
  });

  it('the preferred presence needs an allowed pair and a session, and ends', async () => {
    const { as, tenant, world } = sandbox();
    const set = async (availability: string, activity: string, expirationDuration?: string) =>
      (
        await as('ada').post('/me/presence/setUserPreferredPresence', {
          availability,
          activity,
          expirationDuration,
        })
      ).status;
    const shown = async () => (await as('ada').get('/me/presence')).body.at('availability');
    expect(await set('Busy', 'InACall')).toBe(400);
    expect(await set('Offline', 'Offline')).toBe(400);
    expect(await set('Busy', 'Busy')).toBe(200);
    expect(await shown()).toBe('Offline');
    tenant.acts.setPresence('ada', 'online');
    expect(await shown()).toBe('Busy');
    world.pass(24 * 3600_000);
    expect(await shown()).toBe('Available');
    await set('Away', 'Away');
    world.pass(24 * 3600_000);
    expect(await shown()).toBe('Away');
    await set('DoNotDisturb', 'DoNotDisturb', 'PT60M');
    world.pass(3600_000);
    expect(await shown()).toBe('Available');
  });

  it('the preferred presence is not set without Presence.ReadWrite', async () => {
    const { as } = sandbox();
    const away = { availability: 'Away', activity: 'Away' };
    const reader = as('ada', ['Presence.Read.All']);
    expect((await reader.post('/me/presence/setUserPreferredPresence', away)).status).toBe(403);
    expect((await reader.post('/me/presence/clearUserPreferredPresence')).status).toBe(403);
  });
});
