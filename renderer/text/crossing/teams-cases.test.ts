/** Payloads of public bug reports, as Graph gave them: the mirrored and the carried parts of them. */
import { describe, expect, it } from 'vitest';
import { writeMattermostBody, type MattermostWriting } from '../mattermost-markdown/index.ts';
import { readTeamsBody } from '../teams-html/index.ts';
import type { JsonRecord } from '../../connectors/teams/graph/json.ts';
import { mapMessage } from '../../connectors/teams/message/message.ts';
import { chatContext, chatMessage } from '../../connectors/teams/message/testing/samples.ts';
import type { Message } from '../../model/index.ts';
import { reactionsBy } from '../../engine/bridge/decide/compare.ts';

const received = (content: string, more: JsonRecord = {}): Message => {
  const mapped = mapMessage(chatContext, chatMessage({ body: { contentType: 'html', content }, ...more }));
  if (mapped.kind !== 'message') throw new Error(`not a message: ${mapped.kind}`);
  return mapped.mapped.message;
};

const usernames: ReadonlyMap<string, string> = new Map([
  ['ada', 'ada'],
  ['miguel', 'miguel.cruz'],
]);
const writing: MattermostWriting = {
  mention: (target) => {
    const key = target.kind === 'person' ? target.personId.slice(target.personId.lastIndexOf('/') + 1) : '';
    const username = usernames.get(key);
    return username === undefined ? null : { kind: 'user', username };
  },
  isUsername: (name) => [...usernames.values()].includes(name),
};
const carried = (message: Message): string => writeMattermostBody(readTeamsBody(message), writing);

const person = (id: number, key: string, name: string): JsonRecord => ({
  id,
  mentionText: name,
  mentioned: { user: { id: key, displayName: name, userIdentityType: 'aadUser' } },
});

describe('messages of Teams', () => {
  it('case 09: the language of code comes from <pre>', () => {
    const message = received(
      '<p itemtype="http://schema.skype.com/CodeBlockEditor" id="x_codeBlockEditor-1">&nbsp;</p><pre class="language-python" itemid="codeBlockEditor-1"><code><span class="hljs-built_in">print</span>(<span class="hljs-string">"hi"</span>)</code></pre><p>&nbsp;</p>',
    );
    expect(carried(message)).toBe('```python\nprint("hi")\n```');
  });

  it.each([
    ['on <code>', '<pre><code class="language-c#">a</code></pre>', 'csharp'],
    ['as Teams’ own name', '<codeblock class="JavaScript"><code>a</code></codeblock>', 'javascript'],
    ['prefixed on <codeblock>', '<codeblock class="language-SQL"><code>a</code></codeblock>', 'sql'],
    ['among a highlighter’s classes', '<pre><code class="hljs python">a</code></pre>', 'python'],
    ['not at all', '<pre class="MsoNormal"><code class="hljs">a</code></pre>', ''],
  ])('case 09: the language of code comes from %s', (_where, html, language) => {
    expect(carried(received(html))).toBe(`\`\`\`${language}\na\n\`\`\``);
  });

  it('case 12: the id of a mark decides who is mentioned', () => {
    const message = received('<p><at id="0">Ada</at> and <at id="1">Miguel</at> look</p>', {
      mentions: [person(0, 'ada', 'Ada Okafor'), person(1, 'miguel', 'Miguel Cruz')],
    });
    expect(carried(message)).toBe('@ada and @miguel.cruz look');
  });

  it('case 12: also if the text is encoded twice', () => {
    const mentions = [person(0, 'ada', 'R&amp;D Ada')];
    expect(carried(received('<at id="0">R&amp;D Ada</at>', { mentions }))).toBe('@ada');
    expect(carried(received('<at id="0">R&amp;amp;D Ada</at>', { mentions }))).toBe('@ada');
  });

  it('case 16: words of a table in a table are kept apart', () => {
    const message = received(
      '<table><tr><td>Order</td><td><table><tr><td>Bolt</td><td>40</td></tr><tr><td>Nut</td><td>12</td></tr></table></td></tr></table>',
    );
    expect(carried(message).split('\n').at(-1)).toBe('| Order | Bolt 40 Nut 12 |');
    expect(message.plain.split(/\s+/)).toEqual(['Order', 'Bolt', '40', 'Nut', '12']);
  });

  it('case 19: a title that only repeats the address is dropped', () => {
    const message = received(
      '<p><a href="https://docs.example/AbC/Readme.MD" title="https://docs.example/abc/readme.md">https://docs.example/AbC/Readme.MD</a></p>',
    );
    expect(carried(message)).toBe('https://docs.example/AbC/Readme.MD');
  });

  it('case 21: a reaction without a person counts, and is carried for nobody', () => {
    const { reactions } = received('<p>hi</p>', {
      reactions: [
        {
          reactionType: '👍',
          displayName: 'Like',
          createdDateTime: '2026-11-20T09:00:00Z',
          user: { application: null, device: null, user: null },
        },
      ],
    });
    expect(reactions).toEqual([{ emoji: '👍', name: '👍', personIds: [], unnamed: 1 }]);
    expect(reactionsBy({ ...received('<p>hi</p>'), reactions }, chatContext.me)).toEqual([]);
  });

  it('case 103: a meeting is a link to the address for joining', () => {
    const message = received('<div>Storm drill at noon</div><attachment id="1700000000000"></attachment>', {
      attachments: [
        {
          id: '1700000000000',
          contentType: 'meetingReference',
          contentUrl: null,
          content:
            '{"exchangeId": "AAQ=", "organizerId": null, "meetingJoinUrl": "https://teams.example/l/meetup-join/x"}',
          name: 'Storm drill',
          thumbnailUrl: null,
        },
      ],
    });
    expect(carried(message)).toBe(
      'Storm drill at noon\n\n[Storm drill](https://teams.example/l/meetup-join/x)',
    );
    expect(message.attachments).toMatchObject([
      { links: [{ title: 'Storm drill', url: 'https://teams.example/l/meetup-join/x' }] },
    ]);
  });

  describe('case 11: a forwarded picture', () => {
    const source = (chat: string): string =>
      `https://graph.microsoft.com/v1.0/chats/${chat}/messages/1700000000000/hostedContents/aWQ9eA==/$value`;
    const forwarded = (html: string): Message =>
      received('<attachment id="1"></attachment>', {
        attachments: [
          {
            id: '1',
            contentType: 'forwardedMessageReference',
            content: JSON.stringify({
              originalMessageId: '1699999999999',
              originalMessageContent: html,
              originalConversationId: '19:elsewhere@thread.v2',
              originalMessageSender: { user: { id: 'ada', displayName: 'Ada Okafor' } },
            }),
          },
        ],
      });
    const picture = (from: string): string =>
      `<p>look <img alt="Sad Cat GIF (GIF Image)" src="${from}" itemtype="http://schema.skype.com/AMSImage"></p>`;

    it('that is kept with the forwarding message is a file of that message, in the quote', () => {
      const { place } = chatContext;
      const chat = place.kind === 'chat' ? place.chatId : '';
      for (const from of [source(chat), source(encodeURIComponent(chat))]) {
        const message = forwarded(picture(from));
        expect(message.files).toMatchObject([
          { name: 'Sad Cat GIF (GIF Image).gif', isImage: true, inlineSource: from },
        ]);
        expect(JSON.stringify(readTeamsBody(message))).toContain(String(message.files[0]?.id));
        expect(carried(message)).toBe('> **Ada Okafor**\n>\n> look');
      }
    });

    it('of a conversation without the user is its description', () => {
      const message = forwarded(picture(source('19:elsewhere@thread.v2')));
      expect(message.files).toEqual([]);
      expect(carried(message)).toBe('> **Ada Okafor**\n>\n> look Sad Cat GIF (GIF Image)');
    });
  });

  describe('a recording in the text', () => {
    const hosted = 'https://graph.microsoft.com/v1.0/chats/X/messages/Y/hostedContents/Z/$value';

    it('that Graph hosts is a file', () => {
      const message = received(
        `<p>see</p><p><video src="${hosted}" width="1280" height="720" data-duration="PT16S" alt="미디어"></video></p>`,
      );
      expect(message.files).toMatchObject([
        { name: '미디어.mp4', mimeType: 'video/mp4', isImage: false, inlineSource: hosted },
      ]);
      expect(message.attachments).toEqual([]);
      expect(carried(message)).toBe('see');
    });

    it('that only Teams can play is text with its length, once on screen and once carried', () => {
      const message = received(
        '<p>one</p><video src="https://us-prod.asyncgw.teams.microsoft.com/v1/objects/0-cus-d4-a/views/video" itemtype="http://schema.skype.com/AMSVideo" data-duration="PT27S"></video><p>two</p>',
      );
      expect(message.attachments).toEqual([
        { kind: 'recording', medium: 'video', name: '', seconds: 27, url: null },
      ]);
      expect(carried(message)).toBe('one\n\n_Video, 27 s_\n\ntwo');
    });

    it('is kept apart from one that is attached to the message', () => {
      const audio = JSON.stringify({
        duration: 'PT13S',
        media: [{ url: 'https://eu-api.asm.skype.com/v1/objects/0-neu-d6-x/views/audio' }],
      });
      const message = received(
        '<p>a</p><attachment id="v1"></attachment><p>b</p><video src="https://x.example/v.mp4"></video>',
        {
          attachments: [{ id: 'v1', contentType: 'application/vnd.microsoft.card.audio', content: audio }],
        },
      );
      expect(message.attachments).toHaveLength(2);
      expect(carried(message)).toBe('a\n\n_Voice message, 13 s_\n\nb\n\n[Video](https://x.example/v.mp4)');
    });
  });

  it('a picture in Teams’ own store only is a file that cannot be carried, not a dead link', () => {
    const source = 'https://eu-api.asm.skype.com/v1/objects/0-weu-d1-abc/views/imgo';
    const message = received(
      `<p>see <img itemtype="http://schema.skype.com/AMSImage" src="${source}" alt="image"></p>`,
    );
    expect(message.files).toMatchObject([{ name: 'image.png', inlineSource: source, webUrl: null }]);
    expect(carried(message)).toBe('see');
  });
});
