// The app page in a real Chromium, under the very policy main sends, over a database filled as the engine fills it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, organisation, type House } from './fixtures/app-page/house.ts';
import { openConversation } from './fixtures/app-page/scenes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('the app page', () => {
  it('shows the onboarding cards while there is no account', async () => {
    const { page, context, complaints } = await house.visit();
    await page.getByRole('button', { name: 'Sign in to Teams' }).waitFor();
    await page.getByRole('button', { name: 'Sign in to Mattermost' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows the list and a conversation from the database alone', async () => {
    const { page, context, complaints } = await house.visit({ rows: organisation(Date.now()) });
    await openConversation(page, 'Platform');
    await page.getByText('p95 is down to 180 ms').last().waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Platform');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
