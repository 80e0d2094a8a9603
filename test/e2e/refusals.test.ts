/**
 * What each service refuses, in the whole app: the sentence stands at the message, its buttons do what they say, and other messages still
 * go. Where the sandbox has the setting or the state, the service itself refuses; else a fault answers as the service would. All sentences,
 * in one process, are in `test/simulation/refusals.test.ts`.
 */
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isComplete } from '../../build/commands/progress.ts';
import type { RunningApp } from '../../build/commands/sandboxed-app.ts';
import { signInSampleUser } from '../../build/commands/sign-in.ts';
import { errorOf } from '../support/carry/crew.ts';
import { pairsOrganisation } from '../support/carry/pairs-organisation.ts';
import { listenToComplaints, openByName } from './fixtures/reading.ts';
import { startWholeApp, until, type WholeApp } from './whole-app.ts';
import { pressOnToolbar } from './message-toolbar.ts';

type On = 'microsoft' | 'mattermost';
const places: Readonly<Record<On, string>> = { microsoft: 'Lock gates', mattermost: 'Sluice works' };

let whole: WholeApp;
let running: RunningApp;
let page: Page;
let complaints: readonly string[];
const ids: Record<On, string> = { microsoft: '', mattermost: '' };

beforeAll(async () => {
  const counts = { channels: 1, chats: 0 };
  const organisation = (now: number) => pairsOrganisation(35, now, counts);
  whole = await startWholeApp({ seed: 35, messages: 0, throttling: false, organisation });
  const { sandbox } = whole;
  for (const on of ['microsoft', 'mattermost'] as const) {
    ids[on] = sandbox.truth()[on].conversations.find(({ name }) => name === 'Deck 0')?.id ?? '';
    sandbox[on].acts.renameConversation(ids[on], places[on]);
  }
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

const box = (): Locator => page.locator('[data-composer] [role=textbox]').first();
const row = (words: string): Locator => page.getByRole('article').filter({ hasText: words }).last();
const outgoing = (words: string): Locator => page.getByTestId('outgoing').filter({ hasText: words });
/** The user's messages there that contain these words. */
const standing = (on: On, words: string): readonly string[] =>
  whole.sandbox
    .truth()
    [on].messages.filter(({ deleted, content }) => !deleted && content.includes(words))
    .map(({ content }) => content);
const stands = (on: On, words: string, times = 1): Promise<void> =>
  vi.waitFor(() => expect(standing(on, words)).toHaveLength(times), { timeout: 60_000, interval: 50 });

const write = async (words: string, into = box()): Promise<void> => {
  await into.click();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
};
/** A message of the user that is there, for the acts on it. */
const sent = async (on: On, words: string): Promise<Locator> => {
  await write(words);
  await stands(on, words);
  await outgoing(words).waitFor({ state: 'detached' });
  return row(words);
};

type Matches = (request: Request) => boolean;
const pathOf = ({ url }: Request): string => new URL(url).pathname;
const isSend: Matches = (request) =>
  request.method === 'POST' && /\/(messages|posts|replies)$/.test(pathOf(request));
const isFile: Matches = (request) =>
  request.method !== 'GET' && /\/(content|createUploadSession|uploads|files)\b/.test(pathOf(request));
const isChange: Matches = (request) =>
  request.method !== 'GET' && /\/messages\/|\/posts\/|\/reactions/.test(pathOf(request));

/** Makes the service refuse until the returned function is called. */
type Refuses = (on: On) => () => void;
/** The next such request gets this answer. */
const answers =
  (matches: Matches, status: number, code: string): Refuses =>
  (on) => {
    const service = on === 'microsoft' ? 'teams' : 'mattermost';
    const answer = () => Promise.resolve(errorOf(service, status, code));
    return whole.sandbox.faults[on].add({ matches, fault: { kind: 'answer', answer }, times: 1 });
  };
const setting =
  (name: 'MaxFileSize' | 'PostEditTimeLimit' | 'UniqueEmojiReactionLimitPerPost', value: number): Refuses =>
  () => {
    const { settings } = whole.sandbox.mattermost.server;
    const before = settings[name];
    settings[name] = value;
    return () => (settings[name] = before);
  };
const archived: Refuses = (on) => {
  const { acts } = whole.sandbox[on];
  acts.setArchived(ids[on], true);
  return () => acts.setArchived(ids[on], false);
};

type Then = 'Try again' | 'Edit' | 'Delete';
interface Send {
  readonly what: string;
  readonly refuses: Refuses;
  /** Without “Not sent.” */
  readonly sentence: string;
  readonly then: Then;
  readonly with?: 'file' | 'thread';
}
const sends: Readonly<Record<On, readonly Send[]>> = {
  microsoft: [
    {
      what: 'that is too long',
      refuses: answers(isSend, 413, 'RequestEntityTooLarge'),
      sentence: 'It is too long for Microsoft Teams.',
      then: 'Edit',
    },
    {
      what: 'of somebody who is no member, or whom a rule blocks',
      refuses: answers(isSend, 403, 'Forbidden'),
      sentence: 'Microsoft Teams does not let you do this there (Forbidden).',
      then: 'Delete',
    },
    {
      what: 'into an archived channel',
      refuses: archived,
      sentence: 'The conversation is archived in Microsoft Teams.',
      then: 'Try again',
    },
    {
      what: 'into what is gone',
      refuses: answers(isSend, 404, 'NotFound'),
      sentence: 'The conversation, or the message that it answers, is gone from Microsoft Teams.',
      then: 'Try again',
    },
    {
      what: 'that the service does not take as it is',
      refuses: answers(isSend, 400, 'BadRequest'),
      sentence: 'Microsoft Teams refused it (BadRequest).',
      then: 'Edit',
    },
    {
      what: 'in a thread whose root is gone',
      refuses: answers(isSend, 404, 'NotFound'),
      sentence: 'The conversation, or the message that it answers, is gone from Microsoft Teams.',
      then: 'Delete',
      with: 'thread',
    },
    {
      what: 'with a file for which there is no room',
      refuses: answers(isFile, 507, 'quotaLimitReached'),
      sentence: 'Your storage in Microsoft Teams has no room for “tides.txt”.',
      then: 'Try again',
      with: 'file',
    },
    {
      what: 'with a file of a forbidden type',
      refuses: answers(isFile, 403, 'accessDenied'),
      sentence: 'Microsoft Teams does not take “tides.txt”.',
      then: 'Delete',
      with: 'file',
    },
  ],
  mattermost: [
    {
      what: 'that is too long',
      refuses: answers(isSend, 400, 'model.post.is_valid.message_length.app_error'),
      sentence: 'It is too long for Mattermost.',
      then: 'Edit',
    },
    {
      what: 'without the right, or of somebody who is no member',
      refuses: answers(isSend, 403, 'api.context.permissions.app_error'),
      sentence: 'You have no right to do this in Mattermost, or are not a member there any more.',
      then: 'Delete',
    },
    {
      what: 'into an archived channel',
      refuses: answers(isSend, 400, 'api.post.create_post.can_not_post_to_deleted.error'),
      sentence: 'The conversation is archived in Mattermost.',
      then: 'Try again',
    },
    {
      what: 'that a rule of the organisation blocks',
      refuses: answers(isSend, 400, 'plugin.message_will_be_posted.dismiss_post'),
      sentence: 'Rules of the organisation block it in Mattermost.',
      then: 'Edit',
    },
    {
      what: 'that the service does not take as it is',
      refuses: answers(isSend, 400, 'model.post.is_valid.props.app_error'),
      sentence: 'Mattermost refused it (model.post.is_valid.props.app_error).',
      then: 'Try again',
    },
    {
      what: 'in a thread whose root is deleted',
      refuses: answers(isSend, 400, 'api.post.create_post.root_id.app_error'),
      sentence: 'The conversation, or the message that it answers, is gone from Mattermost.',
      then: 'Delete',
      with: 'thread',
    },
    {
      what: 'with a file of a forbidden type',
      refuses: answers(isFile, 400, 'app.upload.run_plugins_hook.rejected'),
      sentence: 'Mattermost does not take “tides.txt”.',
      then: 'Try again',
      with: 'file',
    },
    {
      what: 'with a file that is too large',
      refuses: setting('MaxFileSize', 4),
      // The limit was read when the account was opened; the refusal shows that it is less than this file.
      sentence: 'larger than Mattermost takes',
      then: 'Delete',
      with: 'file',
    },
  ],
};

type Act = 'edit' | 'remove' | 'react';
interface Change {
  readonly act: Act;
  readonly what: string;
  readonly refuses: Refuses;
  /** Without what was not done. */
  readonly sentence: string;
  readonly then: 'Try again' | 'Edit' | 'Dismiss';
}
const changes: Readonly<Record<On, readonly Change[]>> = {
  microsoft: [
    {
      act: 'edit',
      what: 'of what is gone',
      refuses: answers(isChange, 404, 'NotFound'),
      sentence: 'The conversation, or the message there, is gone from Microsoft Teams.',
      then: 'Dismiss',
    },
    {
      act: 'edit',
      what: 'that a rule forbids',
      refuses: answers(isChange, 403, 'Forbidden'),
      sentence: 'Microsoft Teams does not let you do this there (Forbidden).',
      then: 'Edit',
    },
    {
      act: 'remove',
      what: 'that a rule forbids',
      refuses: answers(isChange, 403, 'Forbidden'),
      sentence: 'Microsoft Teams does not let you do this there (Forbidden).',
      then: 'Try again',
    },
    {
      act: 'react',
      what: 'as it is',
      refuses: answers(isChange, 400, 'BadRequest'),
      sentence: 'Microsoft Teams refused it (BadRequest).',
      then: 'Try again',
    },
  ],
  mattermost: [
    {
      act: 'edit',
      what: 'of what is gone',
      refuses: answers(isChange, 404, 'app.post.get.app_error'),
      sentence: 'The conversation, or the message there, is gone from Mattermost.',
      then: 'Dismiss',
    },
    {
      act: 'edit',
      what: 'after its time',
      refuses: setting('PostEditTimeLimit', 0),
      sentence: 'Mattermost does not let it be changed any more: too much time has passed.',
      then: 'Try again',
    },
    {
      act: 'remove',
      what: 'without the right',
      refuses: answers(isChange, 403, 'api.context.permissions.app_error'),
      sentence: 'You have no right to do this in Mattermost, or are not a member there any more.',
      then: 'Try again',
    },
    {
      act: 'react',
      what: 'in an archived channel',
      refuses: answers(isChange, 403, 'api.reaction.save.archived_channel.app_error'),
      sentence: 'The conversation is archived in Mattermost.',
      then: 'Dismiss',
    },
    {
      act: 'react',
      what: 'beyond as many as are allowed',
      refuses: setting('UniqueEmojiReactionLimitPerPost', 0),
      sentence: 'The message has as many different reactions as Mattermost allows.',
      then: 'Try again',
    },
  ],
};

const notDone: Readonly<Record<Act, string>> = {
  edit: 'Your change was not saved.',
  remove: 'It was not deleted.',
  react: 'Your reaction was not set.',
};

const hasText = (text: string): Promise<void> =>
  vi.waitFor(async () => expect((await box().innerText()).trim()).toBe(text), {
    timeout: 60_000,
    interval: 50,
  });

/** The user does it to their message `words`. */
const doIt: Readonly<Record<Act, (words: string) => Promise<void>>> = {
  edit: async (words) => {
    await row(words).focus();
    await page.keyboard.press('e');
    await hasText(words);
    await page.keyboard.press('Control+End');
    await page.keyboard.type(', changed');
    await page.keyboard.press('Enter');
  },
  remove: async (words) => {
    await row(words).focus();
    await page.keyboard.press('Delete');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  },
  react: async (words) => {
    await pressOnToolbar(row(words), 'React with 👍');
  },
};
/** It is done on the service. */
const isDone: Readonly<Record<Act, (on: On, words: string) => Promise<void>>> = {
  edit: (on, words) => stands(on, `${words}, changed`),
  remove: (on, words) => stands(on, words, 0),
  react: (on, words) =>
    vi.waitFor(
      () => {
        const found = whole.sandbox.truth()[on].messages.find(({ content }) => content.includes(words));
        expect(found?.reactions).toHaveLength(1);
      },
      { timeout: 60_000, interval: 50 },
    ),
};

let count = 0;
const newWords = (bird: string): string => `${bird} ${(count += 1)}.`;

describe.each(['microsoft', 'mattermost'] as const)('on %s', (on) => {
  beforeAll(() => openByName(page, places[on]));

  it.each(sends[on])('a message $what', async ({ refuses, sentence, then, with: beside }) => {
    let into = box();
    if (beside === 'thread') {
      await (await sent(on, newWords('heron'))).focus();
      await page.keyboard.press('r');
      into = page.getByTestId('thread').locator('[data-composer] [role=textbox]');
    }
    const words = newWords('gannet');
    if (beside === 'file')
      await page
        .locator('[data-composer] input[type=file]')
        .first()
        .setInputFiles([
          { name: 'tides.txt', mimeType: 'text/plain', buffer: Buffer.from('low water at noon') },
        ]);
    const allows = refuses(on);
    await write(words, into);
    const failed = outgoing(words);
    await failed.getByRole('alert').filter({ hasText: 'Not sent. ' }).filter({ hasText: sentence }).waitFor();
    expect(await failed.getByRole('button').allTextContents()).toEqual(['Try again', 'Edit', 'Delete']);
    expect(standing(on, words)).toEqual([]);
    allows();
    // What is written afterwards does not wait for it.
    const after = newWords('plover');
    await write(after, into);
    await stands(on, after);
    expect(standing(on, words)).toEqual([]);

    await failed.getByRole('button', { name: then }).click();
    if (then === 'Edit') {
      await hasText(words);
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' Shorter.');
      await page.keyboard.press('Enter');
      await stands(on, `${words} Shorter.`);
    } else await stands(on, words, then === 'Delete' ? 0 : 1);
    await failed.waitFor({ state: 'detached' });
    expect(standing(on, words)).toHaveLength(then === 'Delete' ? 0 : 1);
    if (beside === 'thread') {
      await page.keyboard.press('Escape');
      await page.getByTestId('thread').waitFor({ state: 'detached' });
    }
  });

  it.each(changes[on])('$act $what', async ({ act, refuses, sentence, then }) => {
    const words = newWords('stork');
    await sent(on, words);
    const allows = refuses(on);
    await doIt[act](words);
    const wish = row(words).getByTestId('wish');
    await wish.getByText(`${notDone[act]} ${sentence}`).waitFor();
    const offered = act === 'edit' ? ['Try again', 'Edit', 'Dismiss'] : ['Try again', 'Dismiss'];
    expect(await wish.getByRole('button').allTextContents()).toEqual(offered);
    allows();
    const after = newWords('plover');
    await sent(on, after);
    expect(standing(on, words)).toHaveLength(1);

    await wish.getByRole('button', { name: then }).click();
    if (then === 'Edit') {
      await hasText(`${words}, changed`);
      await page.keyboard.press('Enter');
    }
    await wish.waitFor({ state: 'detached' });
    if (then !== 'Dismiss') await isDone[act](on, words);
    else expect(standing(on, `${words}, changed`)).toEqual([]);
  });
});

it('the page logs no error', () => {
  expect(complaints).toEqual([]);
});
