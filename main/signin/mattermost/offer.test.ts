import { describe, expect, it } from 'vitest';
import { isOlder, oauthOf, offerOf } from './offer.ts';

const read = (more: Record<string, unknown>) => offerOf({ Version: '11.6.0', ...more });

describe('the offer of a configuration', () => {
  it.each([
    [{}, { email: true, username: true, ldap: null }],
    [
      { EnableSignInWithEmail: 'true', EnableSignInWithUsername: 'false' },
      { email: true, username: false, ldap: null },
    ],
    [{ EnableSignInWithEmail: 'false', EnableSignInWithUsername: 'false' }, null],
    [
      {
        EnableSignInWithEmail: 'false',
        EnableSignInWithUsername: 'false',
        EnableLdap: 'true',
        LdapLoginFieldName: ' Staff number ',
      },
      { email: false, username: false, ldap: 'Staff number' },
    ],
    [
      {
        EnableSignInWithEmail: 'true',
        EnableSignInWithUsername: 'true',
        EnableLdap: 'true',
        LdapLoginFieldName: '',
      },
      { email: true, username: true, ldap: '' },
    ],
    // The name of a service that is off.
    [
      { EnableSignInWithEmail: 'true', EnableLdap: 'false', LdapLoginFieldName: 'X' },
      { email: true, username: false, ldap: null },
    ],
  ])('%o: password %o', (configuration, password) => {
    expect(read(configuration)?.password).toEqual(password);
  });

  it('has single sign-on by the server’s own labels, and only the services that are on', () => {
    const all = {
      EnableSaml: 'true',
      SamlLoginButtonText: 'Harbour ID',
      EnableSignUpWithGitLab: 'true',
      GitLabButtonText: '',
      EnableSignUpWithGoogle: 'false',
      EnableSignUpWithOpenId: 'true',
      OpenIdButtonText: 'Keycloak',
    };
    expect(read(all)?.sso).toEqual([
      { service: 'gitlab', label: '' },
      { service: 'openid', label: 'Keycloak' },
      { service: 'saml', label: 'Harbour ID' },
    ]);
  });

  it.each([
    [{}, 'off'],
    [{ EnforceMultifactorAuthentication: 'true' }, 'off'],
    [{ EnableMultifactorAuthentication: 'true', EnforceMultifactorAuthentication: 'false' }, 'possible'],
    [{ EnableMultifactorAuthentication: 'true', EnforceMultifactorAuthentication: 'true' }, 'enforced'],
  ])('%o: MFA %s', (configuration, mfa) => {
    expect(read(configuration)?.mfa).toBe(mfa);
  });

  it.each([
    ['11.1.9', false],
    ['10.11.0', false],
    ['11.2.0', true],
    ['12.0.0', true],
    ['dev', true],
  ])('version %s: public clients %s', (Version, has) => {
    expect(read({ Version })?.hasPublicClients).toBe(has);
  });

  it.each([null, [], 'x', {}, { Version: 5 }, { Version: '' }])(
    '%j is not a configuration',
    (configuration) => {
      expect(offerOf(configuration)).toBeNull();
    },
  );

  it('is read also if a value has another type', () => {
    expect(read({ SiteName: 7, EnableSaml: true })).toMatchObject({ name: '', sso: [] });
  });
});

it.each([
  ['10.4.9', true],
  ['9.11.1', true],
  ['10.5.0', false],
  ['10.5.0.10.5.0.abc.false', false],
  ['11.0.0', false],
  ['', false],
  ['dev', false],
])('%s is older than 10.5: %s', (version, older) => {
  expect(isOlder(version, [10, 5])).toBe(older);
});

it.each([
  [{ authorization_endpoint: 'x', registration_endpoint: 'y' }, 'registers'],
  [{ authorization_endpoint: 'x' }, 'client-needed'],
  [{ id: 'api.oauth.authorization_server_metadata.disabled.app_error' }, 'off'],
  [null, 'off'],
])('the metadata of OAuth %j: %s', (metadata, oauth) => {
  expect(oauthOf(metadata)).toBe(oauth);
});
