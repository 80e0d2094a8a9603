/**
 * What each service refuses, from the page's intent on, through the engine and the connector, to the sentence that the page says at the
 * message and what it offers there. Where the service has a setting or a state for it, the service itself refuses.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedActSentence } from '../../renderer/app/acts/act-sentences.ts';
import { outgoingStatus } from '../../renderer/app/words/outgoing-sentences.ts';
import {
  type CarryKey,
  type FileId,
  keyOfWritten,
  type Message,
  type Service,
} from '../../renderer/model/index.ts';
import {
  readFailedAttempts,
  type SettledAttemptRow,
  wantLetGo,
  wantMessageEdited,
  wantMessageRemoved,
  wantMessageSent,
  wantReaction,
  wantUnsentTriedAgain,
  type WrittenFile,
  type WrittenText,
} from '../../renderer/store/index.ts';
import { paragraph, textInline } from '../../renderer/text/document/index.ts';
import { errorOf } from '../support/carry/crew.ts';
import { endDays, oneDay } from '../support/one-day.ts';

const text = (words: string): WrittenText => ({
  document: { blocks: [paragraph(textInline(words))] },
  ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
});
const file: WrittenFile = {
  ...{ id: 'tides' as FileId, name: 'tides.txt', mimeType: 'text/plain' },
  bytes: new Blob(['low water at noon'], { type: 'text/plain' }),
};
const party = { emoji: '🎉', name: '🎉' };

/** A full mirror, with a message of the user in a group conversation and one of somebody else. */
const setUp = async (service: Service) => {
  const day = oneDay();
  const { time, isthmus, services } = day;
  const on = service === 'teams' ? 'microsoft' : 'mattermost';
  const { acts } = services[on];
  const me = isthmus.person;
  const found = acts.conversations().find(({ kind, members }) => kind === 'group' && members.includes(me));
  const other = found?.members.find((member) => member !== me);
  if (!found || other === undefined) throw new Error('no group conversation');
  const ids = [
    acts.post(me, found.id, { content: 'mine' }),
    acts.post(other, found.id, { content: 'theirs' }),
  ];
  await day.begin();
  await day.current();
  isthmus.latency = 20;
  const { database } = isthmus;
  const rowOf = async (id: string | undefined): Promise<Message> => {
    const row = await database.messages.filter((one) => one.id.endsWith(`/${id}`)).first();
    if (!row) throw new Error('the message is not there');
    return row;
  };
  const [mine, theirs] = [await rowOf(ids[0]), await rowOf(ids[1])];
  const place = { accountId: mine.accountId, target: mine.conversationId };
  const failed = (): Promise<SettledAttemptRow[]> => readFailedAttempts(database, place.target);
  const refusedRow = async (): Promise<SettledAttemptRow> => {
    await time.until(async () => (await failed()).length > 0, 3_600_000);
    const [row] = await failed();
    if (!row) throw new Error('nothing was refused');
    return row;
  };
  let made = 0;
  return {
    time,
    settings: services.mattermost.settings,
    /** The answer to the next such request. */
    answers: (status: number, code: string, matches: (request: Request) => boolean): void =>
      void services.faults[on].add({
        matches,
        fault: { kind: 'answer', answer: () => Promise.resolve(errorOf(service, status, code)) },
        times: 1,
      }),
    standing: (words: string): number =>
      acts.truth(me).messages.filter(({ content, deleted }) => !deleted && content.includes(words)).length,
    send: async (words: string, files: readonly WrittenFile[] = []): Promise<CarryKey> => {
      const key = keyOfWritten(`${service}-${(made += 1)}`);
      await wantMessageSent(database, { key, ...place }, { text: text(words), files }, time.now());
      return key;
    },
    edit: () => wantMessageEdited(database, mine, text('mine, edited'), time.now()),
    remove: () => wantMessageRemoved(database, mine, time.now()),
    react: () => wantReaction(database, theirs, party, true, time.now()),
    /** The sentence about the refusal, as the page shows it. */
    said: async (): Promise<{ readonly text: string; readonly actions: readonly string[] }> => {
      const { state, want } = await refusedRow();
      if (state.kind !== 'failed') throw new Error(`it is ${state.kind}`);
      return want.kind === 'send'
        ? outgoingStatus(
            { kind: 'failed', reason: state.reason },
            { service, halt: null, now: time.now(), nameOf: () => 'tides.txt' },
          )
        : { text: refusedActSentence(want.kind, state.reason, service), actions: [] };
    },
    /** The user tries again; done when the outcome is there. */
    triesAgain: async (): Promise<void> => {
      const { key } = await refusedRow();
      await wantUnsentTriedAgain(database, { key, ...place }, time.now());
      await time.until(async () => (await failed()).length + (await database.attempts.count()) === 0);
    },
    letsGo: async (): Promise<void> => {
      const { key } = await refusedRow();
      await wantLetGo(database, { key, ...place }, time.now());
      await time.until(async () => (await failed()).length === 0);
    },
  };
};

type Day = Awaited<ReturnType<typeof setUp>>;

const isSend = ({ method, url }: Request): boolean =>
  method === 'POST' && /\/(messages|posts)$/.test(new URL(url).pathname);
const isFile = ({ method, url }: Request): boolean =>
  method !== 'GET' && /\/(content|uploads|files)\b/.test(url);
const isChange = ({ method, url }: Request): boolean =>
  method !== 'GET' && /\/messages\/|\/posts\/|reactions/.test(url);

/** The name of the case, the answer, and the sentence without “Not sent.” */
type Case = readonly [what: string, status: number, code: string, sentence: string];

const refusedSends: Readonly<Record<Service, readonly Case[]>> = {
  teams: [
    ['too long', 413, 'RequestEntityTooLarge', 'It is too long for Microsoft Teams.'],
    [
      'of one who has left, or is blocked',
      403,
      'Forbidden',
      'Microsoft Teams does not let you do this there (Forbidden).',
    ],
    [
      'into what is gone',
      404,
      'NotFound',
      'The conversation, or the message that it answers, is gone from Microsoft Teams.',
    ],
    ['as it is', 400, 'BadRequest', 'Microsoft Teams refused it (BadRequest).'],
  ],
  mattermost: [
    ['too long', 400, 'model.post.is_valid.message_length.app_error', 'It is too long for Mattermost.'],
    [
      'into an archived channel',
      400,
      'api.post.create_post.can_not_post_to_deleted.error',
      'The conversation is archived in Mattermost.',
    ],
    [
      'without the right, or of one who has left',
      403,
      'api.context.permissions.app_error',
      'You have no right to do this in Mattermost, or are not a member there any more.',
    ],
    [
      'by a plugin',
      400,
      'plugin.message_will_be_posted.dismiss_post',
      'Rules of the organisation block it in Mattermost.',
    ],
    [
      'in a thread whose root is deleted',
      400,
      'api.post.create_post.root_id.app_error',
      'The conversation, or the message that it answers, is gone from Mattermost.',
    ],
    [
      'as it is',
      400,
      'model.post.is_valid.props.app_error',
      'Mattermost refused it (model.post.is_valid.props.app_error).',
    ],
  ],
};

const refusedFiles: Readonly<Record<Service, readonly Case[]>> = {
  teams: [
    [
      'a full drive',
      507,
      'quotaLimitReached',
      'Your storage in Microsoft Teams has no room for “tides.txt”.',
    ],
    ['a forbidden type', 403, 'accessDenied', 'Microsoft Teams does not take “tides.txt”.'],
  ],
  mattermost: [
    [
      'a forbidden type',
      400,
      'app.upload.run_plugins_hook.rejected',
      'Mattermost does not take “tides.txt”.',
    ],
    [
      'no right to upload',
      403,
      'api.context.permissions.app_error',
      'You have no right to do this in Mattermost, or are not a member there any more.',
    ],
  ],
};

type Change = 'edit' | 'remove' | 'react';
const refusedChanges: Readonly<Record<Service, readonly (readonly [Change, ...Case])[]>> = {
  teams: [
    [
      'edit',
      'of what is gone',
      404,
      'NotFound',
      'The conversation, or the message there, is gone from Microsoft Teams.',
    ],
    [
      'edit',
      'that a rule forbids',
      403,
      'Forbidden',
      'Microsoft Teams does not let you do this there (Forbidden).',
    ],
    [
      'remove',
      'that a rule forbids',
      403,
      'Forbidden',
      'Microsoft Teams does not let you do this there (Forbidden).',
    ],
    ['react', 'as it is', 400, 'BadRequest', 'Microsoft Teams refused it (BadRequest).'],
  ],
  mattermost: [
    [
      'edit',
      'of what is gone',
      404,
      'app.post.get.app_error',
      'The conversation, or the message there, is gone from Mattermost.',
    ],
    [
      'edit',
      'without the right',
      403,
      'api.context.permissions.app_error',
      'You have no right to do this in Mattermost, or are not a member there any more.',
    ],
    [
      'remove',
      'without the right',
      403,
      'api.context.permissions.app_error',
      'You have no right to do this in Mattermost, or are not a member there any more.',
    ],
    [
      'react',
      'in an archived channel',
      403,
      'api.reaction.save.archived_channel.app_error',
      'The conversation is archived in Mattermost.',
    ],
  ],
};

const notDone: Readonly<Record<Change, string>> = {
  edit: 'Your change was not saved.',
  remove: 'It was not deleted.',
  react: 'Your reaction was not set.',
};

describe.each(['teams', 'mattermost'] as const)('on %s', (service) => {
  let day: Day;
  beforeAll(async () => {
    day = await setUp(service);
  });
  afterAll(endDays);

  it.each(refusedSends[service])(
    'a refused message shows its reason: %s',
    async (what, status, code, sentence) => {
      day.answers(status, code, isSend);
      await day.send(`first ${what}`);
      expect(await day.said()).toMatchObject({
        text: `Not sent. ${sentence}`,
        actions: ['try-again', 'edit', 'delete'],
      });
      expect(day.standing(`first ${what}`)).toBe(0);
      await day.triesAgain();
      expect(day.standing(`first ${what}`)).toBe(1);
    },
  );

  it.each(refusedFiles[service])(
    'a refused file shows its reason: %s',
    async (what, status, code, sentence) => {
      day.answers(status, code, isFile);
      await day.send(`file ${what}`, [file]);
      expect(await day.said()).toMatchObject({
        text: `Not sent. ${sentence}`,
        actions: ['try-again', 'edit', 'delete'],
      });
      expect(day.standing(`file ${what}`)).toBe(0);
      await day.triesAgain();
      expect(day.standing(`file ${what}`)).toBe(1);
    },
  );

  it.each(refusedChanges[service])(
    'a refused change shows its reason: %s %s',
    async (change, _what, status, code, sentence) => {
      day.answers(status, code, isChange);
      await day[change]();
      expect((await day.said()).text).toBe(`${notDone[change]} ${sentence}`);
      await day.letsGo();
    },
  );
});

describe('Mattermost itself', () => {
  let day: Day;
  beforeAll(async () => {
    day = await setUp('mattermost');
  });
  afterAll(endDays);

  it('refuses an edit after its time', async () => {
    day.settings.PostEditTimeLimit = 0;
    await day.edit();
    expect((await day.said()).text).toBe(
      'Your change was not saved. Mattermost does not let it be changed any more: too much time has passed.',
    );
    day.settings.PostEditTimeLimit = -1;
    await day.letsGo();
  });

  it('refuses one more kind of reaction than it allows', async () => {
    day.settings.UniqueEmojiReactionLimitPerPost = 0;
    await day.react();
    expect((await day.said()).text).toBe(
      'Your reaction was not set. The message has as many different reactions as Mattermost allows.',
    );
    day.settings.UniqueEmojiReactionLimitPerPost = 50;
    await day.triesAgain();
  });

  it('refuses a file that is too large', async () => {
    day.settings.MaxFileSize = 4;
    await day.send('too large', [file]);
    // The limit was read when the account was opened; the refusal shows that it is less than this file.
    expect((await day.said()).text).toBe('Not sent. “tides.txt” is larger than Mattermost takes (16 B).');
  });
});
