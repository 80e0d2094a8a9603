// What main asks about the network, as a person answers it in the app page.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, organisation, type House, type Visit } from './fixtures/app-page/house.ts';
import { certificateQuestion, networkScenes, proxyQuestion } from './fixtures/app-page/network-scenes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Main tells the page what it asks. */
const tell = (page: Page, question: object | null): Promise<void> =>
  page.evaluate(
    (asked) =>
      (window as unknown as { doorTell(name: string, message: object): void }).doorTell('network:asks', {
        question: asked,
      }),
    question,
  );
const answersOf = async ({ calls }: Visit): Promise<unknown[]> =>
  (await calls()).filter(({ name }) => name === 'network:answer').map(({ request }) => request);

describe('a proxy that asks for a sign-in', () => {
  it('is named, and gets what the person types; asked again, the fields of the new question are empty', async () => {
    const visit = await house.visit({ rows: organisation(Date.now()) });
    const { page, context, complaints } = visit;
    await page.getByRole('searchbox').waitFor();
    await tell(page, proxyQuestion);
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('proxy.harbour.example:3128').waitFor();
    expect(await dialog.innerText()).toMatch(/Harbour office[^]*not Microsoft and not Mattermost/);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.getByText('Enter your user name.').waitFor();
    expect(await answersOf(visit)).toEqual([]);
    await dialog.getByLabel('User name').fill('ada');
    await dialog.getByLabel('Password').fill('wrong');
    await dialog.getByLabel('Password').press('Enter');
    const wrong = { kind: 'proxy-login', username: 'ada', password: 'wrong', keep: false };
    await tell(page, { ...proxyQuestion, id: 2, refused: true, username: 'ada' });
    await dialog.getByText('did not take').waitFor();
    expect(await dialog.getByLabel('Password').inputValue()).toBe('');
    expect(await dialog.getByLabel('User name').inputValue()).toBe('ada');
    await dialog.getByLabel('Password').fill('right');
    await dialog.getByLabel(/^Keep it/).check();
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    expect(await answersOf(visit)).toEqual([
      { id: 1, answer: wrong },
      { id: 2, answer: { ...wrong, password: 'right', keep: true } },
    ]);
    await tell(page, null);
    await dialog.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('gets nothing from Cancel and from Escape', async () => {
    const visit = await house.visit({ answers: { 'network:question': { question: proxyQuestion } } });
    const { page, context } = visit;
    await page.getByRole('button', { name: 'Cancel' }).click();
    await tell(page, { ...proxyQuestion, id: 2 });
    await page.getByLabel('User name').press('Escape');
    expect(await answersOf(visit)).toEqual([
      { id: 1, answer: null },
      { id: 2, answer: null },
    ]);
    await context.close();
  });

  it('is asked for again by the button of an account that has got no answer', async () => {
    const scene = networkScenes.find(({ name }) => name === 'proxy-not-answered');
    if (scene === undefined) throw new Error('no such scene');
    const visit = await house.visit(scene.wishes(Date.now()));
    await visit.page.getByRole('button', { name: 'Sign in to the proxy' }).first().click();
    expect((await visit.calls()).map(({ name }) => name)).toContain('network:ask-again');
    await visit.context.close();
  });
});

describe('a server that wants a certificate', () => {
  it('is shown the one that is chosen, or none; nothing is chosen beforehand', async () => {
    const question = certificateQuestion(Date.now());
    const visit = await house.visit({ answers: { 'network:question': { question } } });
    const { page, context, complaints } = visit;
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('chat.harbour.example asks').waitFor();
    expect(await dialog.getByRole('button', { name: 'Use this one' }).isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: /MIRA-LAPTOP.*Harbour Devices CA.*Valid from/ }).check();
    await dialog.getByRole('button', { name: 'Use this one' }).click();
    await tell(page, { ...question, id: 8, refused: true });
    await dialog.getByText('did not take').waitFor();
    await dialog.getByRole('button', { name: 'Use none' }).click();
    expect(await answersOf(visit)).toEqual([
      { id: 7, answer: { kind: 'client-certificate', fingerprint: 'sha256/two' } },
      { id: 8, answer: null },
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
