/** The text of a copy, and the result of an edit there: the lines added around the text are recognised in both directions. */
import { describe, expect, it } from 'vitest';
import { account, link as linkRow, message as row } from '../../../../test/support/rows.ts';
import { writeMattermostBody, readMattermostBody } from '../../../text/mattermost-markdown/index.ts';
import { readTeamsBody, writeTeamsBody } from '../../../text/teams-html/index.ts';
import {
  type Attachment,
  type ConversationId,
  type DressingNote,
  type FileId,
  type Message,
  type MessageId,
  type PersonId,
} from '../../../model/index.ts';
import { lineMarkOf, paragraph, textInline, type Document } from '../../../text/document/index.ts';
import type { LinkRow } from '../../../store/index.ts';
import { mattermostWriting, teamsWriting } from '../../../text/crossing/testing/crossing.ts';
import type { RootStanding } from '../decide/decide.ts';
import { PeopleDirectory } from '../../people/directory.ts';
import { fingerprint } from '../../../text/fingerprint.ts';
import { answeredBy, carriedText, draftBack, draftOf } from './drafting.ts';
import { dressingOf, type Dressing, type MissingFile, noteOfDressing } from './dressing.ts';
import { dressingSeen, undressed } from './undressing.ts';

const chat = 't-aaaaaaaaaaaa/chat/19:c' as ConversationId;
const elsewhere = 't-aaaaaaaaaaaa/chat/19:other' as ConversationId;
const link = linkRow();
const nobody = new PeopleDirectory(new Map());
const bare: Dressing = { speaker: null, above: [], below: [] };
const root: RootStanding = { kind: 'carried', id: `${account}/general/root` as MessageId };
const written = Date.UTC(2026, 8, 21, 9, 5);

const inTeams = (over: Partial<Message>): Message =>
  row('1', {
    id: `${chat}/1` as MessageId,
    conversationId: chat,
    createdAt: written,
    body: { format: 'html', content: '<p>yes</p>' },
    ...over,
  });
const quote = (of: string, authorName: string, plain: string): Attachment => ({
  kind: 'quote',
  messageId: of as MessageId,
  authorName,
  plain,
});

/** The text that Mattermost shows, and that is read there again. */
const asPost = (document: Document): string =>
  writeMattermostBody(document, mattermostWriting).replaceAll('\u2060', '');
const asRead = (document: Document): Document =>
  readMattermostBody(writeMattermostBody(document, mattermostWriting));
const asMessage = (document: Document): string => writeTeamsBody(document, teamsWriting).content;

const carry = (message: Message, dressing = bare, standing: RootStanding = root): Document =>
  draftOf(message, {
    service: 'teams',
    text: readTeamsBody(message),
    directory: nobody,
    link,
    root: standing,
    toChat: false,
    showsAnswered: standing.kind !== 'none',
    dressing,
    files: [],
  }).document;

/** The copy after an edit of its origin that changed nothing. */
const carryAgain = (message: Message, copy: Document, noted: DressingNote | null = null): Document =>
  carry(message, dressingSeen(carriedText(message, 'teams', readTeamsBody(message)), copy, noted));

const back = (message: Message, copy: Document, noted: DressingNote | null = null): string =>
  asMessage(
    draftBack(row('c'), {
      text: copy,
      noted,
      origin: message,
      originText: readTeamsBody(message),
      directory: nobody,
      link,
    }).document,
  );

const late = (quoted: Parameters<typeof dressingOf>[1]['quoted'], missing: readonly MissingFile[] = []) =>
  dressingOf(inTeams({}), { now: written + 3_600_000, quoted, missing, speaker: null });
const quotedBen = { text: { blocks: [paragraph(textInline('tide?'))] }, name: 'Ben' };
const missingPlan: MissingFile = {
  file: { name: 'plan.zip', size: 300_000_000, webUrl: 'https://x.example/plan.zip' },
  why: { kind: 'too-large', limit: 250_000_000 },
  place: null,
};

describe('the answered message in a draft', () => {
  const post = row('p', { attachments: [quote(`${account}/general/old`, 'ada', 'old')] });
  it.each<readonly [string, Message, 'teams' | 'mattermost', string | null]>([
    [
      'is its root',
      row('p', { threadId: `${account}/general/r` as MessageId }),
      'mattermost',
      `${account}/general/r`,
    ],
    [
      'is what it quotes of its chat',
      inTeams({ attachments: [quote(`${chat}/2`, 'Ben', 'a')] }),
      'teams',
      `${chat}/2`,
    ],
    [
      'is the first of what it quotes of its chat (#199)',
      inTeams({
        attachments: [
          quote(`${elsewhere}/9`, 'Ben', 'x'),
          quote(`${chat}/2`, 'Ben', 'a'),
          quote(`${chat}/3`, 'Cleo', 'b'),
        ],
      }),
      'teams',
      `${chat}/2`,
    ],
    [
      'is nothing where it forwards a message of elsewhere',
      inTeams({ attachments: [quote(`${elsewhere}/2`, 'Ben', 'a')] }),
      'teams',
      null,
    ],
    ['is no post that Mattermost shows because a post links to it', post, 'mattermost', null],
  ])('%s', (_name, message, service, answered) => {
    expect(answeredBy(message, service)).toBe(answered);
  });
});

describe('quotes, from Teams', () => {
  const several = inTeams({
    body: {
      format: 'html',
      content: '<attachment id="2"></attachment><attachment id="3"></attachment><p>both</p>',
    },
    attachments: [quote(`${chat}/2`, 'Ben', 'one'), quote(`${chat}/3`, 'Cleo', 'two')],
  });
  const forwarded = inTeams({
    body: { format: 'html', content: '<p>look</p><attachment id="9"></attachment>' },
    attachments: [quote(`${elsewhere}/9`, 'Dora', 'the harbour')],
  });

  it('of the message that the post answers become its thread; others are written as text', () => {
    expect(asPost(carry(several))).toBe('> **Cleo**\n>\n> two\n\nboth');
    expect(asPost(carry(forwarded))).toBe('look\n\n> **Dora**\n>\n> the harbour');
  });

  it.each([
    ['several', several],
    ['a forwarded message', forwarded],
  ])('are there once after an edit, and count as the same text: %s', (_name, message) => {
    const copy = asRead(carry(message));
    expect(asPost(carryAgain(message, copy))).toBe(asPost(carry(message)));
    const own = carriedText(message, 'teams', readTeamsBody(message));
    for (const noted of [null, noteOfDressing(bare)])
      expect(fingerprint(undressed(copy, own, noted))).toBe(fingerprint(own));
  });

  it('do not come back as text when the post is edited by hand', () => {
    expect(back(several, readMattermostBody('> **Cleo**\n>\n> two\n\nboth, by hand'))).toBe(
      '<p>both, by hand</p>',
    );
    expect(back(forwarded, readMattermostBody('look here\n\n> **Dora**\n>\n> the harbour'))).toBe(
      '<p>look here</p>',
    );
  });

  it.each([
    ['noted', noteOfDressing(late(quotedBen))],
    ['of an earlier version', null],
  ])(
    'of a message that is not carried are written as text, and stay above through edits: %s',
    (_name, noted) => {
      const answer = inTeams({ attachments: [quote(`${chat}/2`, 'Ben', 'tide?')] });
      const copy = carry(answer, late(quotedBen), { kind: 'never' });
      expect(asPost(copy)).toBe('> **Ben**\n>\n> tide?\n\n_Written 2026-09-21 09:05 UTC_\n\nyes');
      expect(asPost(carryAgain(answer, asRead(copy), noted))).toBe(asPost(copy));
      expect(back(answer, asRead(copy), noted)).toBe('<p>yes</p>');
    },
  );
});

describe('quotes, from Mattermost', () => {
  it('of a root that is not carried are what an attempt is known by, with the author as Teams has it', () => {
    const post = row('p', { createdAt: written });
    const draft = draftOf(post, {
      service: 'mattermost',
      text: readMattermostBody(post.body.content),
      directory: nobody,
      link,
      root: { kind: 'never' },
      toChat: true,
      showsAnswered: true,
      dressing: dressingOf(row('p', { createdAt: written }), {
        now: written,
        quoted: quotedBen,
        missing: [],
        speaker: null,
      }),
      files: [],
    });
    const inTheChat = readTeamsBody(
      inTeams({ body: { format: 'html', content: asMessage(draft.document) } }),
    );
    expect(asMessage(draft.document)).toBe(
      '<blockquote><p><strong>Ben</strong></p><p>tide?</p></blockquote><p>text of p</p>',
    );
    expect(fingerprint(inTheChat)).toBe(fingerprint(draft.document));
  });

  it('that Teams shows as quotes are not part of an attempt’s text', () => {
    const said = readTeamsBody(
      inTeams({
        body: { format: 'html', content: '<attachment id="2"></attachment><p>yes</p>' },
        attachments: [quote(`${chat}/2`, 'Ben', 'tide?')],
      }),
    );
    expect(fingerprint(said)).toBe(fingerprint({ blocks: [paragraph(textInline('yes'))] }));
  });
});

describe('the lines added around a text', () => {
  it.each([
    [9, ''],
    [10, '_Written 2026-09-21 09:05 UTC_\n\n'],
  ])('have the time of writing if that is %i minutes ago', (minutes, said) => {
    const dressing = dressingOf(inTeams({}), {
      now: written + minutes * 60_000,
      quoted: null,
      missing: [],
      speaker: null,
    });
    expect(asPost(carry(inTeams({}), dressing))).toBe(`${said}yes`);
  });

  it('name files that are not carried, with size, reason and a link', () => {
    const gone: MissingFile = {
      file: { name: 'a_b.txt', size: null, webUrl: null },
      why: { kind: 'gone' },
      place: null,
    };
    const copy = carry(
      inTeams({}),
      dressingOf(inTeams({}), { now: written, quoted: null, missing: [missingPlan, gone], speaker: null }),
    );
    expect(asPost(copy)).toBe(
      'yes\n\n📎 [plan.zip (300 MB)](https://x.example/plan.zip), too large to be carried (at most 250 MB)' +
        '\n\n📎 a_b.txt, not there any more when it was to be carried',
    );
    expect(asMessage(copy)).toBe(
      '<p>yes</p><p>📎 <a href="https://x.example/plan.zip">plan.zip (300 MB)</a>, too large to be carried (at most 250 MB)</p>' +
        '<p>📎 a_b.txt, not there any more when it was to be carried</p>',
    );
  });

  it.each([
    ['noted', noteOfDressing(late(null, [missingPlan]))],
    ['of an earlier version', null],
  ])('stay through edits, also with pictures below them, and are never carried back: %s', (_name, noted) => {
    const copy = asRead(carry(inTeams({}), late(null, [missingPlan])));
    const picture = paragraph({
      kind: 'image',
      source: { kind: 'file', fileId: 'f' as FileId },
      alternative: 'a.png',
      width: null,
      height: null,
    });
    const withPicture: Document = { blocks: [...copy.blocks, picture] };
    expect(asPost(carryAgain(inTeams({}), withPicture, noted))).toBe(asPost(copy));
    expect(back(inTeams({}), withPicture, noted)).toBe('<p>yes</p>');
  });

  it.each([
    ['noted', { ...noteOfDressing(late(null)), importance: lineMarkOf(paragraph(textInline('IMPORTANT!'))) }],
    ['of an earlier version', null],
  ])('may be a line for importance if Mattermost has no field for it: %s', (_name, noted) => {
    const important = inTeams({ importance: 'important' });
    const line = paragraph({ kind: 'strong', children: [textInline('IMPORTANT!')] });
    const copy: Document = { blocks: [line, ...asRead(carry(important, late(null))).blocks] };
    expect(asPost(carryAgain(important, copy, noted))).toBe('_Written 2026-09-21 09:05 UTC_\n\nyes');
    expect(back(important, copy, noted)).toBe('<p>yes</p>');
    const shouting = inTeams({ body: { format: 'html', content: '<p><b>IMPORTANT!</b></p><p>yes</p>' } });
    expect(back(shouting, asRead(carry(shouting)))).toBe('<p><strong>IMPORTANT!</strong></p><p>yes</p>');
  });

  it('may be a subject, which is a heading on Mattermost and is not carried back', () => {
    const news = inTeams({ subject: 'News *today*' });
    expect(asPost(carry(news))).toBe('## News \\*today\\*\n\nyes');
    expect(back(news, asRead(carry(news)))).toBe('<p>yes</p>');
    expect(back(news, readMattermostBody('## Other\n\nyes'))).toBe('<h2>Other</h2><p>yes</p>');
  });
});

describe('people without an account on the other side', () => {
  it('are their name', () => {
    const dora = `${account}/dora` as PersonId;
    const directory = new PeopleDirectory(new Map(), new Map([[dora, 'Dora Meyer']]));
    const content = '@dora, @nobody and @all';
    const draft = draftOf(row('p', { body: { format: 'markdown', content } }), {
      service: 'mattermost',
      text: readMattermostBody(content, {
        mentioned: (name) => (name === 'dora' ? { kind: 'person', personId: dora } : null),
      }),
      directory,
      link,
      root: { kind: 'none' },
      toChat: false,
      showsAnswered: false,
      dressing: bare,
      files: [],
    });
    expect(asMessage(draft.document)).toBe('<p>Dora Meyer, @nobody and <at id="0">Everyone</at></p>');
  });
});

describe('everybody', () => {
  const toTeams = (source: LinkRow['source'], content: string): string =>
    asMessage(
      draftOf(row('p', { body: { format: 'markdown', content } }), {
        service: 'mattermost',
        text: readMattermostBody(content),
        directory: nobody,
        link: { source },
        root: { kind: 'none' },
        toChat: true,
        showsAnswered: false,
        dressing: bare,
        files: [],
      }).document,
    );
  it('is mentioned in a group, and is text in a conversation of two', () => {
    expect(toTeams(link.source, '@all hi')).toBe('<p><at id="0">Everyone</at> hi</p>');
    expect(toTeams({ kind: 'people' }, '@all hi')).toBe('<p>@all hi</p>');
  });
});
