/**
 * Reactions, edits and deletions through the whole app, on both services, by mouse and by keyboard. The services' data is checked. What the user's
 * role forbids is said before, and what it permits is offered.
 */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { listenToComplaints, listenToCopies, openByName, takeCopied } from './fixtures/reading.ts';
import { smallSandbox, startWholeApp, until, type WholeApp } from './whole-app.ts';
import { pressOnToolbar, toolbarOver } from './message-toolbar.ts';

let whole: WholeApp;
let running: RunningApp;
let page: Page;
let complaints: readonly string[];
const places = { microsoft: 'Lock gates', mattermost: 'Sluice works' } as const;
type On = keyof typeof places;
const posted: Record<On, Record<'mine' | 'other', string>> = {
  microsoft: { mine: '', other: '' },
  mattermost: { mine: '', other: '' },
};
/** A channel on Mattermost that somebody else administers. */
const weir = { name: 'Weir house', id: '', mine: '' };

beforeAll(async () => {
  whole = await startWholeApp(smallSandbox(33));
  const { sandbox } = whole;
  const { sampleUser, people } = sandbox.organisation;
  const common = sandbox.mattermost.acts.conversations().find(({ teamId }) => teamId !== null);
  const other = people.find(
    ({ key, microsoft, mattermost }) =>
      key !== sampleUser && microsoft && mattermost && common?.members.includes(key),
  );
  const teamId = common?.teamId;
  if (!other || teamId === undefined || teamId === null) throw new Error('the organisation is too small');
  const chat = sandbox.microsoft.acts.createChat([sampleUser, other.key], places.microsoft);
  const channel = sandbox.mattermost.acts.createChannel(sampleUser, teamId, places.mattermost, false);
  sandbox.mattermost.acts.addMember(channel, other.key);
  for (const [on, id] of [
    ['microsoft', chat],
    ['mattermost', channel],
  ] as const) {
    posted[on].mine = sandbox[on].acts.post(sampleUser, id, { content: 'The upper gate is shut' });
    posted[on].other = sandbox[on].acts.post(other.key, id, { content: 'Who has the key?' });
  }
  weir.id = sandbox.mattermost.acts.createChannel(other.key, teamId, weir.name, false);
  sandbox.mattermost.acts.addMember(weir.id, sampleUser);
  weir.mine = sandbox.mattermost.acts.post(sampleUser, weir.id, { content: 'The weir is dry' });
  const since = sandbox.mattermost.acts.post(other.key, weir.id, { content: 'Since last week' });
  sandbox.mattermost.acts.react(other.key, weir.id, since, '+1');
  running = await whole.launch();
  page = await running.page('app');
  complaints = listenToComplaints(page);
  await signInSampleUser(page, sandbox);
  await until(page, (accounts) => isComplete(accounts, 2));
});
afterAll(async () => {
  await running.close();
  await whole.close();
});

const row = (text: string): Locator => page.getByRole('article').filter({ hasText: text }).last();
const truth = (on: On, which: 'mine' | 'other') =>
  whole.sandbox.truth()[on].messages.find(({ id }) => id === posted[on][which]);
const reactions = (on: On): string[] =>
  (truth(on, 'other')?.reactions ?? []).map((one) => one.split(' ')[0] ?? '').sort();
const chip = (emoji: string): Locator => row('Who has the key?').locator(`[data-reaction="${emoji}"]`);
const becomes = <Value>(read: () => Value, expected: Value): Promise<void> =>
  vi.waitFor(() => expect(read()).toEqual(expected), { timeout: 60_000, interval: 50 });

describe.each(['microsoft', 'mattermost'] as const)('on %s', (on) => {
  const names = on === 'microsoft' ? { up: '👍', rocket: '🚀' } : { up: '+1', rocket: 'rocket' };

  it('the user reacts with the mouse, and removes the reaction', async () => {
    await openByName(page, places[on]);
    await pressOnToolbar(row('Who has the key?'), 'React with 👍');
    await chip('👍').waitFor();
    expect(await chip('👍').getAttribute('aria-pressed')).toBe('true');
    await becomes(() => reactions(on), [names.up]);
    await chip('👍').click();
    await chip('👍').waitFor({ state: 'detached' });
    await becomes(() => reactions(on), []);
  });

  it('the toolbar disappears when the pointer moves to another part of the page', async () => {
    const toolbar = await toolbarOver(row('Who has the key?'));
    await toolbar.getByRole('button', { name: 'More' }).hover();
    await page.locator('[data-composer] [role=textbox]').first().hover();
    await toolbar.waitFor({ state: 'hidden' });
    // It is hidden, and not removed: a new one costs more than the messages of a turn of the wheel.
    const hidden = await toolbar.elementHandle();
    await toolbarOver(row('Who has the key?'));
    expect(await hidden.isVisible()).toBe(true);
  });

  it('the focus does not go to another message with the toolbar', async () => {
    await openByName(page, places[on]);
    const toolbar = await toolbarOver(row('Who has the key?'));
    await toolbar.getByRole('button', { name: 'React with 👍' }).focus();
    await toolbarOver(row('The upper gate is shut'));
    // Only the user's own message has this button.
    await toolbar.getByRole('button', { name: 'Edit' }).waitFor();
    expect(await toolbar.locator(':focus').count()).toBe(0);
    // It goes to the message that the user used last: with the keyboard, and with the pointer again when that moves.
    await row('Who has the key?').focus();
    await toolbar.getByRole('button', { name: 'Edit' }).waitFor({ state: 'detached' });
    await toolbar.waitFor();
    await row('The upper gate is shut').hover({ position: { x: 90, y: 12 } });
    await toolbar.getByRole('button', { name: 'Edit' }).waitFor();
  });

  it('the user reacts with the keyboard: the picker finds by name, and the focus returns to the message', async () => {
    // The pointer on a reaction also shows who reacted.
    await page.mouse.move(0, 0);
    await row('Who has the key?').focus();
    await page.keyboard.press('+');
    const search = page.getByRole('combobox', { name: 'Find an emoji' });
    await search.waitFor();
    await page.keyboard.type('rocket');
    await page.getByRole('gridcell', { name: 'rocket' }).waitFor();
    const active = await search.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).getAttribute('aria-label')).toBe('rocket');
    await page.keyboard.press('Enter');
    await chip('🚀').waitFor();
    await becomes(() => reactions(on), [names.rocket]);
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-message-id'));
    // Arrows go along the reactions and show who reacted (by name, without a font for emoji); the space bar removes the user's own.
    await page.keyboard.press('ArrowRight');
    await page
      .getByRole('tooltip')
      .filter({ hasText: /🚀|rocket/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await chip('🚀').waitFor({ state: 'detached' });
    await becomes(() => reactions(on), []);
  });

  it('the user copies a message by its menu, and sees why an act is not possible', async () => {
    await row('Who has the key?').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    await row('Who has the key?').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('status').filter({ hasText: 'Only who wrote it can do that.' }).waitFor();
    expect(truth(on, 'other')?.deleted).toBe(false);
  });

  it('the user copies the address of a message by its key, as the service has it', async () => {
    await listenToCopies(page);
    await row('Who has the key?').focus();
    await page.keyboard.press('l');
    const copied = await takeCopied(page);
    expect(copied).toMatch(
      on === 'microsoft'
        ? new RegExp(`^https://teams\\.microsoft\\.com/l/message/[^/]+/${posted[on].other}\\?context=`)
        : new RegExp(`^https?://[^/]+/[^/]+/pl/${posted[on].other}$`),
    );
  });

  it('the user edits a message by its key in the composer, and the new text is shown at once', async () => {
    await row('The upper gate is shut').focus();
    await page.keyboard.press('e');
    await page.waitForFunction(
      () => (document.activeElement as HTMLElement | null)?.isContentEditable ?? false,
    );
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' again');
    await page.keyboard.press('Enter');
    await row('The upper gate is shut again').waitFor();
    await becomes(
      () =>
        truth(on, 'mine')
          ?.content.replace(/<[^>]*>/g, '')
          .trim(),
      'The upper gate is shut again',
    );
    expect(truth(on, 'mine')?.editedAt).not.toBeNull();
  });

  it('the user deletes a message after a question, and keeps it if the answer is no', async () => {
    await row('The upper gate is shut').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(truth(on, 'mine')?.deleted).toBe(false);
    await pressOnToolbar(row('The upper gate is shut'), 'More');
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('This message was deleted.').waitFor();
    await becomes(() => truth(on, 'mine')?.deleted ?? true, true);
  });
});

describe('what a role on Mattermost forbids or permits', () => {
  const acts = () => whole.sandbox.mattermost.acts;
  const closed = (): Locator => page.getByTestId('not-writable');
  const box = (): Locator => page.locator('[data-composer] [role=textbox]').first();
  const content = (): string | undefined =>
    whole.sandbox.truth().mattermost.messages.find(({ id }) => id === weir.mine)?.content;

  it('a channel that is moderated says so in place of the box, at once and before anything is written', async () => {
    await openByName(page, weir.name);
    await box().waitFor();
    acts().moderate(weir.id, ['create_post', 'create_reactions']);
    await closed()
      .filter({ hasText: 'Your role in Mattermost does not let you write in this conversation.' })
      .waitFor({ timeout: 60_000 });
    expect(await box().count()).toBe(0);
  });

  it('its messages offer neither replies nor reactions, and say why', async () => {
    const toolbar = await toolbarOver(row('Since last week'));
    await toolbar.getByRole('button', { name: 'More' }).waitFor();
    expect(await toolbar.getByRole('button').count()).toBe(1);
    await row('Since last week').click({ button: 'right' });
    for (const [act, why] of [
      ['React', 'Your role in Mattermost does not let you react here.'],
      ['Reply', 'Your role in Mattermost does not let you write in this conversation.'],
    ] as const) {
      const item = page.getByRole('menuitem', { name: act }).filter({ hasText: why });
      expect(await item.getAttribute('aria-disabled')).toBe('true');
    }
    await page.keyboard.press('Escape');
    const there = row('Since last week').locator('[data-reaction="👍"]');
    await there.click();
    await page.getByRole('status').filter({ hasText: 'does not let you react here' }).waitFor();
    expect(await there.getAttribute('aria-pressed')).toBe('false');
  });

  it('an own message there is edited in a box of its own, which goes with the edit', async () => {
    await row('The weir is dry').focus();
    await page.keyboard.press('e');
    await page.waitForFunction(
      () => (document.activeElement as HTMLElement | null)?.isContentEditable ?? false,
    );
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' again');
    await page.keyboard.press('Enter');
    await closed().waitFor();
    expect(await box().count()).toBe(0);
    await becomes(content, 'The weir is dry again');
    // Without an edit the focus goes to the sentence, too.
    await row('The weir is dry').focus();
    await page.keyboard.press('e');
    await box().waitFor();
    await page.waitForFunction(
      () => (document.activeElement as HTMLElement | null)?.isContentEditable ?? false,
    );
    await page.keyboard.press('Escape');
    await page.waitForFunction(
      () => (document.activeElement as HTMLElement | null)?.dataset.testid === 'not-writable',
    );
  });

  it('an edit there that was interrupted comes back with its words', async () => {
    await row('The weir is dry').focus();
    await page.keyboard.press('e');
    await box().waitFor();
    await page.waitForFunction(
      () => (document.activeElement as HTMLElement | null)?.isContentEditable ?? false,
    );
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' at last');
    await openByName(page, places.mattermost);
    await row('Who has the key?').waitFor();
    await openByName(page, weir.name);
    await box().filter({ hasText: 'The weir is dry again at last' }).waitFor({ timeout: 60_000 });
    await page.getByText('You are editing your message').waitFor();
    await box().click();
    await page.keyboard.press('Enter');
    await closed().waitFor();
    await becomes(content, 'The weir is dry again at last');
  });

  it('the box comes back when the channel is open again', async () => {
    acts().moderate(weir.id, []);
    await box().waitFor({ timeout: 60_000 });
    await closed().waitFor({ state: 'detached' });
  });

  it('an edit under way stays, with its words, when the channel is closed meanwhile', async () => {
    await row('The weir is dry').focus();
    await page.keyboard.press('e');
    await page.getByText('You are editing your message').waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(', really');
    const react = (await toolbarOver(row('Since last week'))).getByRole('button', { name: 'React with 👍' });
    await react.waitFor();
    acts().moderate(weir.id, ['create_post', 'create_reactions']);
    await react.waitFor({ state: 'detached', timeout: 60_000 });
    await box().filter({ hasText: 'The weir is dry again at last, really' }).waitFor();
    await page.getByText('You are editing your message').waitFor();
    await box().click();
    await page.keyboard.press('Escape');
    await closed().waitFor();
    acts().moderate(weir.id, []);
    await box().waitFor({ timeout: 60_000 });
    expect(await box().innerText()).not.toContain('really');
  });

  it('a box takes no files and offers no mention of everybody, where the role permits neither', async () => {
    const attach = page.getByRole('button', { name: 'Add files' });
    // As before the test, also if it is tried again.
    acts().changeRole('channel_user', 'upload_file', true);
    acts().moderate(weir.id, []);
    await box().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.type('@her');
    await page.getByRole('option', { name: /^@here/ }).waitFor();
    acts().moderate(weir.id, ['use_channel_mentions']);
    acts().changeRole('channel_user', 'upload_file', false);
    await page.getByRole('option', { name: /^@here/ }).waitFor({ state: 'detached', timeout: 60_000 });
    await vi.waitFor(
      async () =>
        expect(await attach.getAttribute('title')).toBe(
          'Your role in Mattermost does not let you send files in this conversation.',
        ),
      { timeout: 60_000, interval: 50 },
    );
    expect(await attach.getAttribute('aria-disabled')).toBe('true');
    const note = page.getByRole('status').filter({ hasText: 'does not let you mention everybody here' });
    expect(await note.count()).toBe(0);
    await page.keyboard.type('e');
    await note.filter({ hasText: '@here stays text' }).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    acts().changeRole('channel_user', 'upload_file', true);
    acts().moderate(weir.id, []);
  });

  it('an administrator of a channel deletes a message of somebody else, after the same question', async () => {
    await openByName(page, places.mattermost);
    await row('Who has the key?').click({ button: 'right' });
    const item = page.getByRole('menuitem', { name: 'Delete' });
    expect(await item.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Escape');
    acts().changeRole('channel_admin', 'delete_others_posts', true);
    await vi.waitFor(
      async () => {
        await row('Who has the key?').click({ button: 'right' });
        const state = await item.getAttribute('aria-disabled');
        if (state === 'true') await page.keyboard.press('Escape');
        expect(state).not.toBe('true');
      },
      { timeout: 60_000, interval: 200 },
    );
    await item.click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await becomes(() => truth('mattermost', 'other')?.deleted ?? true, true);
    await row('Who has the key?').waitFor({ state: 'detached' });
  });
});

it('the page logs no error', () => {
  expect(complaints).toEqual([]);
});
