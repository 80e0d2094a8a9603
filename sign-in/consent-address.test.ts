import { expect, it } from 'vitest';
import { consentAddress } from './consent-address.ts';
import { allScopes } from './scopes.ts';

const client = '11111111-2222-4333-8444-555555555555';

it('is the tenant’s page of the admin consent endpoint, with the client and all permissions in full', () => {
  const address = new URL(
    consentAddress({
      loginUrl: 'https://login.microsoftonline.us',
      graphUrl: 'https://graph.microsoft.us/v1.0',
      clientId: client,
      tenant: 'contoso.example',
    }),
  );
  expect(address.origin + address.pathname).toBe(
    'https://login.microsoftonline.us/contoso.example/v2.0/adminconsent',
  );
  const { searchParams: asked } = address;
  expect([asked.get('client_id'), asked.get('redirect_uri')]).toEqual([client, 'http://localhost']);
  const scopes = asked.get('scope')?.split(' ') ?? [];
  expect(scopes).toEqual(allScopes.map((scope) => `https://graph.microsoft.us/${scope}`));
  expect(scopes).toContain('https://graph.microsoft.us/ChannelMember.Read.All');
});

it('stays on the tenant’s own path, for any name in the form', () => {
  const address = consentAddress({
    loginUrl: 'https://login.example',
    graphUrl: 'https://graph.example/v1.0',
    clientId: client,
    tenant: '../common?x=',
  });
  expect(new URL(address).pathname).toBe('/..%2Fcommon%3Fx%3D/v2.0/adminconsent');
});
