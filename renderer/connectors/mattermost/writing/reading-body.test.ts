import { describe, expect, it } from 'vitest';
import {
  paragraph,
  textInline,
  type ConversationId,
  type FileId,
  type Message,
  type PersonId,
} from '../../../model/index.ts';
import { conversationOf } from '../channels.ts';
import { changeOfPost } from '../posts.ts';
import { accountId, bob, channelId, id, makeContext, post } from '../testing/payloads.ts';
import { documentOfMessage } from './reading-body.ts';

const settings = { maxPostSize: 1, maxFileSize: null, hasPriority: true, inlineLatex: false };
const context = makeContext();
const messageOf = (more: Readonly<Record<string, unknown>>): Message => {
  const change = changeOfPost(post(1, more), context);
  if (change.kind !== 'message') throw new Error(change.kind);
  return change.message;
};
const read = (more: Readonly<Record<string, unknown>>) =>
  documentOfMessage(messageOf(more), context, settings).blocks;

describe('a stored post as a document', () => {
  it('knows whom the mirror found mentioned', () => {
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

  it('has its pictures below the text; other files only hang on it', () => {
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

  it('points at channels of the same team by their names', () => {
    const channel = (channelOfTeam: string, teamId: string, name: string) =>
      conversationOf(
        { id: channelOfTeam, type: 'O', teamId, payload: { name } },
        { member: null, participants: [], hidden: new Set(), teamName: null },
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
        textInline(' and ~elsewhere'),
      ),
    ]);
  });

  it('a body that is no Markdown is its text', () => {
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
