import { describe, expect, it } from 'vitest';
import { highImpactPermissions } from '../settings.ts';
import { basicScopes, browserOf, codeOf, redeem, refresh, signIn } from '../testing/sign-in.ts';
import { sandbox } from '../testing/tenant.ts';
import { needsAdmin } from './scopes.ts';

const scopesIn = (text: string): string[] => text.split(' ');

describe('consent flags', () => {
  // permissions/new/provisioningInfo.json of microsoftgraph/microsoft-graph-devx-content at 6cbd6bbd, as facts/entra.md §1 gives it.
  it.each([
    ['User.Read', false],
    ['User.ReadBasic.All', false],
    ['User.Read.All', true],
    ['Chat.ReadBasic', false],
    ['Chat.Read', false],
    ['Chat.ReadWrite', false],
    ['Chat.Create', false],
    ['ChatMessage.Read', false],
    ['ChatMessage.Send', false],
    ['ChatMember.Read', true],
    ['Team.ReadBasic.All', false],
    ['TeamMember.Read.All', true],
    ['Channel.ReadBasic.All', false],
    ['ChannelMessage.Read.All', true],
    ['ChannelMessage.Send', false],
    ['ChannelMessage.ReadWrite', true],
    ['ChannelMember.Read.All', true],
    ['Files.Read', false],
    ['Files.Read.All', false],
    ['Files.ReadWrite', false],
    ['Files.ReadWrite.All', false],
    ['Presence.Read', false],
    ['Presence.Read.All', false],
    ['Presence.ReadWrite', false],
  ])('%s needs an administrator: %s', (scope, admin) => {
    expect(needsAdmin(scope)).toBe(admin);
  });
});

describe('consent, one scope at a time', () => {
  const channels = `${basicScopes} ChannelMessage.Read.All`;

  it('a permission that an administrator grants later is in the next token, and is missing after it was withdrawn', async () => {
    const box = sandbox([], { adminConsent: false });
    const tokens = await redeem(box, codeOf(await signIn(browserOf(box), 'ada')));
    const renew = (scope: string) => refresh(box, tokens.body.text('refresh_token'), scope);
    expect((await renew(channels)).body.value).toMatchObject({
      error_codes: [65001],
      suberror: 'consent_required',
    });
    box.tenant.entra.grantForAll(['ChannelMessage.Read.All']);
    expect(scopesIn((await renew(basicScopes)).body.text('scope'))).toContain('ChannelMessage.Read.All');
    expect((await renew(channels)).status).toBe(200);
    box.tenant.entra.withdrawForAll(['ChannelMessage.Read.All']);
    expect((await renew(channels)).body.value).toMatchObject({ error_codes: [65001] });
    const rest = await renew(basicScopes);
    expect(scopesIn(rest.body.text('scope'))).toContain('Chat.Read');
    expect(scopesIn(rest.body.text('scope'))).not.toContain('ChannelMessage.Read.All');
  });

  it('permissions that the tenant granted together can be withdrawn one by one', async () => {
    const box = sandbox();
    const scope = `${channels} ChannelMember.Read.All`;
    const tokens = await redeem(box, codeOf(await signIn(browserOf(box), 'ada', { scope })), { scope });
    box.tenant.entra.withdrawForAll(['ChannelMember.Read.All']);
    const rest = await refresh(box, tokens.body.text('refresh_token'));
    expect(scopesIn(rest.body.text('scope'))).toContain('ChannelMessage.Read.All');
    expect(scopesIn(rest.body.text('scope'))).not.toContain('ChannelMember.Read.All');
  });

  it('permissions that a person granted can be withdrawn, all or one by one', async () => {
    const box = sandbox();
    const tokens = await redeem(box, codeOf(await signIn(browserOf(box), 'ada')));
    const renew = () => refresh(box, tokens.body.text('refresh_token'), 'openid User.Read');
    box.tenant.entra.withdrawConsent('ada', ['Chat.Read']);
    expect(scopesIn((await renew()).body.text('scope'))).toEqual(['openid', 'User.Read']);
    box.tenant.entra.withdrawConsent('ada');
    expect((await renew()).body.value).toMatchObject({ error_codes: [65001] });
  });

  it('permissions of high impact may be reserved for administrators', async () => {
    const box = sandbox([], { consentNeedsAdmin: highImpactPermissions });
    const files = `${basicScopes} Files.ReadWrite.All`;
    const browser = browserOf(box);
    expect(await signIn(browser, 'ada', { scope: files })).toMatchObject({
      html: expect.stringContaining('AADSTS90094') as string,
    });
    expect(codeOf(await signIn(browser, 'ada'))).not.toBe('');
    box.tenant.entra.grantForAll(['Files.ReadWrite.All']);
    expect(codeOf(await signIn(browser, 'ada', { scope: files }))).not.toBe('');
  });
});

describe('asking an administrator', () => {
  const scope = `${basicScopes} ChannelMessage.Read.All`;

  it('the page confirms the request and does not go back; approval grants the requested permissions', async () => {
    const box = sandbox([], { adminConsent: false, adminConsentWorkflow: true });
    const browser = browserOf(box);
    const page = await signIn(browser, 'ada', { scope });
    expect(page).toMatchObject({ html: expect.stringContaining('AADSTS90095') as string });
    const sent = await browser.submit(page, { action: 'request', justification: 'Work.' });
    expect(sent).toMatchObject({ kind: 'page', html: expect.stringContaining('Request sent') as string });
    expect(sent.kind === 'page' && sent.html).not.toContain('<form');
    expect(box.tenant.entra.approvalRequests()).toEqual([
      { person: 'ada', scopes: ['ChannelMessage.Read.All'] },
    ]);
    box.tenant.entra.approve('ada');
    expect(box.tenant.entra.approvalRequests()).toEqual([]);
    expect(codeOf(await signIn(browser, 'ada', { scope }))).not.toBe('');
  });

  it('a declined request changes nothing', async () => {
    const box = sandbox([], { adminConsent: false, adminConsentWorkflow: true });
    const browser = browserOf(box);
    await browser.submit(await signIn(browser, 'ada', { scope }), { action: 'request' });
    box.tenant.entra.decline('ada');
    expect(await signIn(browser, 'ada', { scope })).toMatchObject({
      html: expect.stringContaining('AADSTS90095') as string,
    });
    expect(() => box.tenant.entra.approve('ada')).toThrow('no approval');
  });
});
