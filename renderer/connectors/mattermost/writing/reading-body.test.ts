import { describe, expect, it } from 'vitest';
import { type ConversationId, type FileId, type Message, type PersonId } from '../../../model/index.ts';
import { paragraph, plainOfDocument, textInline } from '../../../text/document/index.ts';
import { conversationOf } from '../reading/channels.ts';
import { changeOfPost } from '../message/posts.ts';
import { accountId, bob, channelId, id, makeContext, post } from '../testing/payloads.ts';
import { documentOfMessage } from './reading-body.ts';

const settings = {
  ...{
    maxPostSize: 1,
    maxFileSize: null,
    editableFor: null,
    hasPriority: true,
    hasCustomEmoji: true,
    overridesNames: null,
    overridesPictures: false,
    inlineLatex: false,
  },
  typingInterval: 1,
};
const context = makeContext();
const messageOf = (more: Readonly<Record<string, unknown>>): Message => {
  const change = changeOfPost(post(1, more), context);
  if (change.kind !== 'message') throw new Error(change.kind);
  return change.message;
};
const read = (more: Readonly<Record<string, unknown>>) =>
  documentOfMessage(messageOf(more), context, settings).blocks;

describe('a stored post as a document', () => {
  it('has the mentioned people that the mirror found', () => {
    expect(read({ message: 'hey @bob.stone. and @nobody' })).toEqual([
      paragraph(
        textInline('hey '),
        {
          kind: 'mention',
          target: { kind: 'person', personId: `${accountId}/${bob}` as PersonId },
          text: '@bob.stone',
        },
        textInline('. and @nobody'),
      ),
    ]);
  });

  it('has its pictures below the text; other files are only attached', () => {
    const picture = { id: id('png'), name: 'a.png', mime_type: 'image/png', size: 3, width: 4, height: 5 };
    const other = { id: id('pdf'), name: 'a.pdf', mime_type: 'application/pdf', size: 3 };
    expect(
      read({ message: 'look', file_ids: [other.id, picture.id], metadata: { files: [picture, other] } }),
    ).toEqual([
      paragraph(textInline('look')),
      paragraph({
        kind: 'image',
        source: { kind: 'file', fileId: `${accountId}/${id('png')}` as FileId },
        alternative: 'a.png',
        width: 4,
        height: 5,
      }),
    ]);
  });

  it('has the text and the links of its cards below its own', () => {
    expect(
      read({
        message: 'look',
        props: { attachments: [{ title: 'Build', text: 'passed, see [log](https://x.example/log)' }] },
      }),
    ).toEqual([
      paragraph(textInline('look')),
      paragraph({ kind: 'strong', children: [textInline('Build')] }),
      paragraph(textInline('passed, see log')),
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [
          {
            checked: null,
            blocks: [
              paragraph({
                kind: 'link',
                url: 'https://x.example/log',
                title: '',
                children: [textInline('log')],
              }),
            ],
          },
        ],
      },
    ]);
  });

  it('has the linked post’s text if everybody may read it there', () => {
    const forwarded = (from: string) => ({
      message: 'see https://mm.example/pl/x',
      metadata: {
        embeds: [
          { type: 'permalink', data: { post: { id: id('old'), channel_id: from, message: 'the tides' } } },
        ],
      },
    });
    const channel = (of: string, type: 'O' | 'P') =>
      conversationOf(
        { id: of, type, teamId: id('team'), payload: { name: of } },
        { member: null, participants: [], hidden: new Set(), favourites: null, rights: {}, teamName: null },
        context,
      );
    channel(id('open'), 'O');
    channel(id('closed'), 'P');
    const quoted = (from: string) =>
      read(forwarded(from))
        .filter(({ kind }) => kind === 'quote')
        .map((block) => plainOfDocument({ blocks: [block] }));
    expect(quoted(id('open'))).toEqual(['the tides']);
    expect(quoted(channelId)).toEqual(['the tides']);
    expect(quoted(id('closed'))).toEqual([]);
    expect(quoted(id('unknown'))).toEqual([]);
  });

  it('that only its plugin can draw is marked as that', () => {
    expect(read({ message: '', type: 'custom_poll' })).toEqual([
      paragraph({
        kind: 'emphasis',
        children: [textInline('Something that can be seen only where it was posted')],
      }),
    ]);
    expect(read({ message: 'words', type: 'custom_poll' })).toEqual([paragraph(textInline('words'))]);
    expect(read({ message: '*waves*', type: 'me' })).toEqual([
      paragraph({ kind: 'emphasis', children: [textInline('waves')] }),
    ]);
  });

  it('has links for channel names of the same team', () => {
    const channel = (channelOfTeam: string, teamId: string, name: string) =>
      conversationOf(
        { id: channelOfTeam, type: 'O', teamId, payload: { name } },
        { member: null, participants: [], hidden: new Set(), favourites: null, rights: {}, teamName: null },
        context,
      );
    channel(channelId, id('team'), 'here');
    channel(id('tides'), id('team'), 'tides');
    channel(id('elsewhere'), id('other'), 'elsewhere');
    expect(read({ message: 'see ~tides and ~elsewhere' })).toEqual([
      paragraph(
        textInline('see '),
        {
          kind: 'mention',
          target: { kind: 'channel', conversationId: `${accountId}/${id('tides')}` as ConversationId },
          text: '~tides',
        },
        textInline(' and '),
        { kind: 'text', text: '~elsewhere', look: { names: 'channel' } },
      ),
    ]);
  });

  it('is its text if the body is not Markdown', () => {
    const message = {
      ...messageOf({ message: 'x' }),
      body: { format: 'html', content: '<b>x</b>' },
      plain: '*x*',
    };
    expect(documentOfMessage(message as Message, context, settings).blocks).toEqual([
      paragraph(textInline('*x*')),
    ]);
  });
});
