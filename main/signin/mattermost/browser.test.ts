import { describe, expect, it } from 'vitest';
import type { MattermostOffer, SsoService } from '../../../preload/contract/index.ts';
import { browserWay } from './browser.ts';

const saml = { service: 'saml', label: '' } as const;
const gitlab = { service: 'gitlab', label: '' } as const;
const way = (
  oauth: MattermostOffer['oauth'],
  sso: MattermostOffer['sso'],
  {
    clientId = null,
    service = null,
    preset = null,
  }: { clientId?: string | null; service?: SsoService | null; preset?: string | null } = {},
) => browserWay({ oauth, sso }, { clientId, service }, preset);

describe('the way of signing in through the browser', () => {
  it('is OAuth if there is a client id; the form’s comes before the preset’s', () => {
    expect(way('client-needed', [saml], { clientId: 'mine', preset: 'theirs', service: 'saml' })).toEqual({
      kind: 'oauth',
      clientId: 'mine',
    });
    expect(way('registers', [], { preset: 'theirs' })).toEqual({ kind: 'oauth', clientId: 'theirs' });
    expect(way('registers', [saml], { service: 'saml' })).toEqual({ kind: 'register' });
  });
  it('is the desktop-token flow without a client id: by the chosen service, or the only one', () => {
    const bySaml = { kind: 'desktop-token', service: 'saml' };
    expect(way('client-needed', [gitlab, saml], { service: 'saml' })).toEqual(bySaml);
    expect(way('off', [saml], { clientId: 'mine' })).toEqual(bySaml);
    expect(way('off', [saml], { service: 'gitlab' })).toEqual(bySaml);
  });
  it('is missing if the server offers neither, with the settings that could be switched on', () => {
    const none = (reason: string) => ({ kind: 'none', outcome: { kind: 'refused', reason, code: '' } });
    expect(way('client-needed', [])).toEqual(none('registration-off'));
    expect(way('off', [])).toEqual(none('way-off'));
    // The user must choose the service.
    expect(way('client-needed', [gitlab, saml])).toEqual(none('registration-off'));
  });
});
