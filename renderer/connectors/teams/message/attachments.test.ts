import { describe, expect, it } from 'vitest';
import type { JsonRecord } from '../graph/json.ts';
import { readAttachments, type ReadAttachments } from './attachments.ts';
import { channelContext, chatContext, chatMessage } from './testing/samples.ts';
import { messageIdOf } from '../ids.ts';

const ownId = messageIdOf(chatContext.conversationId, null, String(chatMessage().id));
const read = (...items: unknown[]): ReadAttachments =>
  readAttachments({ context: chatContext, message: ownId, rootId: null }, items);
const card = (type: string, content: unknown): JsonRecord => ({
  id: 'x',
  contentType: `application/vnd.microsoft.${type}`,
  content: JSON.stringify(content),
});

describe('files', () => {
  it('are references to a drive', () => {
    const item = {
      id: '153fa47d',
      contentType: 'reference',
      contentUrl: 'https://contoso.sharepoint.com/sites/test/Shared%20Documents/a%20plan.PNG',
      content: null,
      name: 'a plan.PNG',
    };
    expect(read(item).files).toEqual([
      {
        id: `${ownId}/file/153fa47d`,
        name: 'a plan.PNG',
        size: null,
        mimeType: 'image/png',
        webUrl: 'https://contoso.sharepoint.com/sites/test/Shared%20Documents/a%20plan.PNG',
        isImage: true,
        width: null,
        height: null,
        inlineSource: null,
      },
    ]);
  });

  it('without a name get it from the address, and never a script', () => {
    expect(
      read({ contentType: 'reference', contentUrl: 'https://x.example/a/b%20c.docx?web=1' }).files[0]?.name,
    ).toBe('b c.docx');
    expect(read({ contentType: 'reference', contentUrl: 'javascript:alert(1)' }).files[0]).toMatchObject({
      name: 'file',
      webUrl: null,
    });
    expect(read({ contentType: 'reference', contentUrl: 'https://x.example/%E0%A4%A' }).files[0]?.name).toBe(
      '%E0%A4%A',
    );
  });
});

describe('quotes', () => {
  const quote = (content: unknown): JsonRecord => ({
    id: '1699999999999',
    contentType: 'messageReference',
    content: typeof content === 'string' ? content : JSON.stringify(content),
  });

  it('have the quoted message, its author and its text', () => {
    const content = {
      messageId: '1699999999999',
      messagePreview: 'shall we &amp; <b>go</b>',
      messageSender: { user: { id: 'u2', displayName: 'Ben' } },
    };
    expect(read(quote(content)).attachments).toEqual([
      {
        kind: 'quote',
        messageId: 'account-1/chat/19:c@thread.v2/1699999999999',
        authorName: 'Ben',
        plain: 'shall we & go',
      },
    ]);
  });

  it('with broken content still have the message', () => {
    expect(read(quote('{"messageId":')).attachments).toEqual([
      {
        kind: 'quote',
        messageId: 'account-1/chat/19:c@thread.v2/1699999999999',
        authorName: null,
        plain: '',
      },
    ]);
  });

  it('in a channel are in the same thread', () => {
    const owner = { context: channelContext, message: ownId, rootId: '1' };
    const [attachment] = readAttachments(owner, [quote({ messageId: '2' })]).attachments;
    expect(attachment).toMatchObject({ messageId: 'account-1/channel/t/19:k@thread.tacv2/1/2' });
  });

  it('of forwarded messages have the chat of origin, not a channel’s thread', () => {
    const forwarded = (conversation: string): JsonRecord => ({
      contentType: 'forwardedMessageReference',
      content: JSON.stringify({
        originalMessageId: '5',
        originalMessageContent: '<p>news</p>',
        originalConversationId: conversation,
        originalMessageSender: { user: { id: 'u3', displayName: 'Cleo' } },
      }),
    });
    expect(read(forwarded('19:k@thread.skype')).attachments).toMatchObject([{ messageId: null }]);
    expect(read(forwarded('19:other@thread.v2'), forwarded('19:k@thread.tacv2')).attachments).toEqual([
      {
        kind: 'quote',
        messageId: 'account-1/chat/19:other@thread.v2/5',
        authorName: 'Cleo',
        plain: 'news',
        html: '<p>news</p>',
      },
      { kind: 'quote', messageId: null, authorName: 'Cleo', plain: 'news', html: '<p>news</p>' },
    ]);
  });
});

describe('meetings', () => {
  const meeting = (content: unknown, name: string | null = 'Storm drill'): JsonRecord => ({
    id: '1700000000000',
    contentType: 'meetingReference',
    contentUrl: null,
    content: JSON.stringify(content),
    name,
    thumbnailUrl: null,
  });
  const join = 'https://teams.example/l/meetup-join/x';

  it('lead to the address for joining (case 103)', () => {
    const content = { exchangeId: 'AAQ=', organizerId: null, meetingJoinUrl: join };
    expect(read(meeting(content), meeting(content, null)).attachments).toEqual([
      { kind: 'card', title: '', text: '', links: [{ title: 'Storm drill', url: join }], color: null },
      { kind: 'card', title: '', text: '', links: [{ title: '', url: join }], color: null },
    ]);
  });

  it.each([null, 'javascript:alert(1)'])('with the address %s are their name', (meetingJoinUrl) => {
    expect(read(meeting({ meetingJoinUrl })).attachments).toEqual([
      { kind: 'other', type: 'meetingReference', name: 'Storm drill' },
    ]);
  });
});

describe('code snippets', () => {
  const source = 'https://graph.microsoft.com/v1.0/chats/19:c@thread.v2/messages/1/hostedContents/aWQ/$value';

  it('are requested from Graph', () => {
    const read_ = read(
      { contentType: 'tabReference' },
      card('card.codesnippet', { language: 'Python', name: 'a', codeSnippetUrl: source }),
    );
    expect(read_.attachments[1]).toEqual({ kind: 'code', language: 'Python', code: '' });
    expect(read_.snippets).toEqual([{ at: 1, source }]);
  });

  it('are not requested from other hosts', () => {
    expect(read(card('card.codesnippet', { codeSnippetUrl: 'https://evil.example/steal' })).snippets).toEqual(
      [],
    );
  });
});

describe('an unknown attachment', () => {
  it('is kept with its name', () => {
    const items = [
      { contentType: 'tabReference', name: 'Wiki' },
      { contentType: 'application/vnd.microsoft.unheard.of', content: '{}', name: 'Novel' },
      { contentType: null },
    ];
    expect(read(...items).attachments).toEqual([
      { kind: 'other', type: 'tabReference', name: 'Wiki' },
      { kind: 'other', type: 'application/vnd.microsoft.unheard.of', name: 'Novel' },
      { kind: 'other', type: '', name: '' },
    ]);
  });
});
