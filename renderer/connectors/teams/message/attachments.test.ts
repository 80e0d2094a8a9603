import { describe, expect, it } from 'vitest';
import type { JsonRecord } from '../json.ts';
import { readAttachments, type ReadAttachments } from './attachments.ts';
import { channelContext, chatContext, chatMessage } from './samples.ts';
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

  it('without a name take it from the address, and never a script from it', () => {
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

  it('name the quoted message, its author and its words', () => {
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

  it('with broken content still name the message', () => {
    expect(read(quote('{"messageId":')).attachments).toEqual([
      {
        kind: 'quote',
        messageId: 'account-1/chat/19:c@thread.v2/1699999999999',
        authorName: null,
        plain: '',
      },
    ]);
  });

  it('in a channel stand in the same thread', () => {
    const owner = { context: channelContext, message: ownId, rootId: '1' };
    const [attachment] = readAttachments(owner, [quote({ messageId: '2' })]).attachments;
    expect(attachment).toMatchObject({ messageId: 'account-1/channel/t/19:k@thread.tacv2/1/2' });
  });

  it('of forwarded messages know the chat they come from, not a channel’s thread', () => {
    const forwarded = (conversation: string): JsonRecord => ({
      contentType: 'forwardedMessageReference',
      content: JSON.stringify({
        originalMessageId: '5',
        originalMessageContent: '<p>news</p>',
        originalConversationId: conversation,
        originalMessageSender: { user: { id: 'u3', displayName: 'Cleo' } },
      }),
    });
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

  it('lead to where one joins them (case 103)', () => {
    const content = { exchangeId: 'AAQ=', organizerId: null, meetingJoinUrl: join };
    expect(read(meeting(content), meeting(content, null)).attachments).toEqual([
      { kind: 'card', title: '', text: '', links: [{ title: 'Storm drill', url: join }], color: null },
      { kind: 'card', title: '', text: '', links: [{ title: '', url: join }], color: null },
    ]);
  });

  it.each([null, 'javascript:alert(1)'])('with %s for an address are their name', (meetingJoinUrl) => {
    expect(read(meeting({ meetingJoinUrl })).attachments).toEqual([
      { kind: 'other', type: 'meetingReference', name: 'Storm drill' },
    ]);
  });
});

describe('code snippets', () => {
  const source = 'https://graph.microsoft.com/v1.0/chats/19:c@thread.v2/messages/1/hostedContents/aWQ/$value';

  it('are to be fetched', () => {
    const read_ = read(
      { contentType: 'tabReference' },
      card('card.codesnippet', { language: 'Python', name: 'a', codeSnippetUrl: source }),
    );
    expect(read_.attachments[1]).toEqual({ kind: 'code', language: 'Python', code: '' });
    expect(read_.snippets).toEqual([{ at: 1, source }]);
  });

  it('are not fetched from elsewhere', () => {
    expect(read(card('card.codesnippet', { codeSnippetUrl: 'https://evil.example/steal' })).snippets).toEqual(
      [],
    );
  });
});

describe('cards', () => {
  it('adaptive ones are read in order', () => {
    const content = {
      type: 'AdaptiveCard',
      body: [
        { type: 'Container', items: [{ type: 'TextBlock', text: 'Deploy finished' }] },
        {
          type: 'ColumnSet',
          columns: [
            {
              type: 'Column',
              items: [{ type: 'RichTextBlock', inlines: ['all ', { type: 'TextRun', text: 'good' }] }],
            },
          ],
        },
        { type: 'FactSet', facts: [{ title: 'Build', value: '42' }] },
        { type: 'TextBlock', text: 'hidden', isVisible: false },
        { type: 'Image', url: 'https://x/y.png' },
      ],
      actions: [
        { type: 'Action.OpenUrl', title: 'Open', url: 'https://ci.example/42' },
        { type: 'Action.OpenUrl', title: 'Bad', url: 'javascript:alert(1)' },
        {
          type: 'Action.ShowCard',
          card: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'more' }] },
        },
      ],
    };
    expect(read(card('card.adaptive', content)).attachments).toEqual([
      {
        kind: 'card',
        title: 'Deploy finished',
        text: 'all good\nBuild: 42\nmore',
        links: [{ title: 'Open', url: 'https://ci.example/42' }],
        color: null,
      },
    ]);
  });

  it('adaptive ones lose the marks of their Markdown, not its links, and name pictures that say what they show', () => {
    const content = {
      body: [
        { type: 'TextBlock', text: '**Build** _42_ of snake_case_name' },
        { type: 'TextBlock', text: 'see the [**log**](https://ci.example/log_(1)) and [x](javascript:y)' },
        { type: 'FactSet', facts: [{ title: 'By', value: '[Ada](https://x.example/ada)' }] },
        { type: 'Image', url: 'https://x.example/icon.png' },
        { type: 'Image', url: 'https://x.example/graph.png', altText: 'Graph' },
      ],
      actions: [{ type: 'Action.OpenUrl', title: 'Log', url: 'https://ci.example/log_(1)' }],
    };
    expect(read(card('card.adaptive', content)).attachments[0]).toEqual({
      kind: 'card',
      title: 'Build 42 of snake_case_name',
      text: 'see the log and [x](javascript:y)\nBy: Ada',
      links: [
        { title: 'log', url: 'https://ci.example/log_(1)' },
        { title: 'Ada', url: 'https://x.example/ada' },
        { title: 'Graph', url: 'https://x.example/graph.png' },
      ],
      color: null,
    });
  });

  it('lead where their parts lead, and to what they play', () => {
    const leads = (url: string, title?: string) => ({ type: 'Action.OpenUrl', title, url });
    const content = {
      body: [
        {
          type: 'RichTextBlock',
          inlines: ['see ', { type: 'TextRun', text: 'this', selectAction: leads('https://x.example/run') }],
        },
        { type: 'Container', items: [], selectAction: leads('https://x.example/box', 'All') },
      ],
      selectAction: leads('https://x.example/card', 'Card'),
    };
    expect(read(card('card.adaptive', content)).attachments[0]).toMatchObject({
      title: 'see this',
      links: [
        { title: 'this', url: 'https://x.example/run' },
        { title: 'All', url: 'https://x.example/box' },
        { title: 'Card', url: 'https://x.example/card' },
      ],
    });
    const media = [{ url: 'https://x.example/voice.mp3' }];
    expect(read(card('card.audio', { title: 'Voice', media })).attachments[0]).toMatchObject({
      links: [{ title: 'https://x.example/voice.mp3', url: 'https://x.example/voice.mp3' }],
    });
  });

  it('that are nothing but a picture are its address', () => {
    const picture = 'https://x.example/cat.gif';
    expect(
      read(card('card.adaptive', { body: [{ type: 'Image', url: picture }] })).attachments[0],
    ).toMatchObject({ links: [{ title: picture, url: picture }] });
    expect(read(card('card.hero', { images: [{ url: picture, alt: 'Cat' }] })).attachments[0]).toMatchObject({
      links: [{ title: 'Cat', url: picture }],
    });
  });

  it('hero and thumbnail ones have HTML for text', () => {
    const content = {
      title: 'Posting a card',
      subtitle: '<h3>The subtitle</h3>',
      text: 'Some text. <br>And a <a href="https://x">link</a>.',
      buttons: [
        { type: 'messageBack', title: 'Log in', value: 'login' },
        { type: 'openUrl', title: 'Site', value: 'https://x.example' },
      ],
    };
    expect(read(card('card.thumbnail', content)).attachments[0]).toEqual({
      kind: 'card',
      title: 'Posting a card',
      text: 'The subtitle\nSome text.\nAnd a link.',
      links: [
        { title: 'link', url: 'https://x' },
        { title: 'Site', url: 'https://x.example' },
      ],
      color: null,
    });
  });

  it('list ones have items', () => {
    const content = {
      title: 'Files',
      items: [{ title: 'a.txt', subtitle: 'mine', tap: { type: 'openUrl', value: 'https://x.example/a' } }],
    };
    expect(read(card('teams.card.list', content)).attachments[0]).toMatchObject({
      title: 'Files',
      text: 'a.txt: mine',
      links: [{ title: 'https://x.example/a', url: 'https://x.example/a' }],
    });
  });

  it('connector ones have sections, actions and a colour', () => {
    const content = {
      summary: 'Ticket',
      themeColor: '0072C6',
      sections: [
        {
          activityTitle: 'Ada opened',
          text: '<p>It <b>broke</b></p>',
          facts: [{ name: 'State', value: '[new](https://x.example/new)' }],
        },
      ],
      potentialAction: [
        { '@type': 'OpenUri', name: 'View', targets: [{ os: 'default', uri: 'https://x.example/1' }] },
      ],
    };
    expect(read(card('teams.card.o365connector', content)).attachments[0]).toEqual({
      kind: 'card',
      title: 'Ticket',
      text: 'Ada opened\nIt broke\nState: new',
      links: [
        { title: 'new', url: 'https://x.example/new' },
        { title: 'View', url: 'https://x.example/1' },
      ],
      color: '#0072C6',
    });
  });

  it('Loop components are an address', () => {
    expect(
      read(card('card.fluidEmbedCard', { componentUrl: 'https://x.example/loop' })).attachments[0],
    ).toMatchObject({
      links: [{ title: 'https://x.example/loop', url: 'https://x.example/loop' }],
    });
  });

  it('that go too deep end', () => {
    let content: JsonRecord = { type: 'TextBlock', text: 'deep' };
    for (let depth = 0; depth < 2_000; depth += 1) content = { type: 'Container', items: [content] };
    expect(
      read(card('card.adaptive', { body: [{ type: 'TextBlock', text: 'top' }, content] })).attachments[0],
    ).toMatchObject({
      title: 'top',
      text: '',
    });
  });

  it('without anything to read, and whatever is not known, are kept by name', () => {
    const items = [
      card('card.adaptive', {}),
      { contentType: 'application/vnd.microsoft.card.adaptive', content: '{cut' },
      { contentType: 'tabReference', name: 'Wiki' },
      { contentType: 'meetingReference', name: 'Standup' },
      { contentType: null },
    ];
    expect(read(...items).attachments).toEqual([
      { kind: 'other', type: 'application/vnd.microsoft.card.adaptive', name: '' },
      { kind: 'other', type: 'application/vnd.microsoft.card.adaptive', name: '' },
      { kind: 'other', type: 'tabReference', name: 'Wiki' },
      { kind: 'other', type: 'meetingReference', name: 'Standup' },
      { kind: 'other', type: '', name: '' },
    ]);
  });
});
