import { describe, expect, it } from 'vitest';
import { browserOf, codeOf, signIn } from '../../testing/sign-in.ts';
import { sandbox } from '../../testing/tenant.ts';

describe('an interactive sign-in that ends early', () => {
  it.each([53003, 50105, 50020, 530084, 700016])(
    'shows AADSTS%s on a page that never goes back to the app',
    async (number) => {
      const box = sandbox();
      box.tenant.entra.stopSignIn({ person: 'ada', way: 'page', number });
      const page = await signIn(browserOf(box), 'ada');
      expect(page).toMatchObject({
        kind: 'page',
        html: expect.stringContaining(`AADSTS${number}: `) as string,
      });
      expect(page.kind === 'page' && page.html).not.toContain('<form');
    },
  );

  it.each([50105, 53003, 65004])(
    'reports AADSTS%s to the app as access_denied, with its state',
    async (number) => {
      const box = sandbox();
      box.tenant.entra.stopSignIn({ person: null, way: 'redirect', number });
      const back = await signIn(browserOf(box), 'ada');
      expect(back.kind === 'app' && Object.fromEntries(back.answer)).toMatchObject({
        error: 'access_denied',
        error_description: expect.stringContaining(`AADSTS${number}: `) as string,
        state: 'the-state',
      });
    },
  );

  it('may have another error, concerns one person, and happens as often as set', async () => {
    const box = sandbox();
    box.tenant.entra.stopSignIn(
      { person: 'ada', way: 'redirect', number: 50076, error: 'interaction_required' },
      { kind: 'times', times: 1 },
    );
    expect(codeOf(await signIn(browserOf(box), 'ben'))).not.toBe('');
    const back = await signIn(browserOf(box), 'ada');
    expect(back.kind === 'app' && back.answer.get('error')).toBe('interaction_required');
    expect(codeOf(await signIn(browserOf(box), 'ada'))).not.toBe('');
  });
});
