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

describe('the way through the browser', () => {
  it('is OAuth wherever a client id is to be had, the form’s before the preset’s', () => {
    expect(way('client-needed', [saml], { clientId: 'mine', preset: 'theirs', service: 'saml' })).toEqual({
      kind: 'oauth',
      clientId: 'mine',
    });
    expect(way('registers', [], { preset: 'theirs' })).toEqual({ kind: 'oauth', clientId: 'theirs' });
    expect(way('registers', [saml], { service: 'saml' })).toEqual({ kind: 'register' });
  });
  it('is the desktop-token flow where none is: by the service that was chosen, or the only one', () => {
    const bySaml = { kind: 'desktop-token', service: 'saml' };
    expect(way('client-needed', [gitlab, saml], { service: 'saml' })).toEqual(bySaml);
    expect(way('off', [saml], { clientId: 'mine' })).toEqual(bySaml);
    expect(way('off', [saml], { service: 'gitlab' })).toEqual(bySaml);
  });
  it('is none where the server offers neither, and says what could be switched on', () => {
    const none = (reason: string) => ({ kind: 'none', outcome: { kind: 'refused', reason, code: '' } });
    expect(way('client-needed', [])).toEqual(none('registration-off'));
    expect(way('off', [])).toEqual(none('way-off'));
    // Which one is the user's to say.
    expect(way('client-needed', [gitlab, saml])).toEqual(none('registration-off'));
  });
});
