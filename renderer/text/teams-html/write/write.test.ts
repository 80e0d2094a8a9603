/** The HTML for Graph for each kind of block and inline. */
import { describe, expect, it } from 'vitest';
import type { ConversationId, FileId, MessageId, PersonId } from '../../../model/index.ts';
import type { Block, Document, Inline } from '../../document/index.ts';
import { paragraph, textInline } from '../../document/index.ts';
import { teamsBodySize, writeTeamsBody, type TeamsWriting } from '../index.ts';

const text = textInline;
const everyone: Inline = { kind: 'mention', target: { kind: 'everyone' }, text: '@all' };
const person = (key: string): Inline => ({
  kind: 'mention',
  target: { kind: 'person', personId: key as PersonId },
  text: `@${key}`,
});
const how: TeamsWriting = {
  mention: (target) => {
    switch (target.kind) {
      case 'person':
        return target.personId === 'ada' ? { kind: 'user', id: 'u1', displayName: 'Ada & Co' } : null;
      case 'everyone':
        return { kind: 'conversation', id: '19:c', displayName: 'Everyone', type: 'chat' };
      case 'channel':
        return { kind: 'link', url: 'https://mm.example/team/channels/town', text: '~town' };
    }
  },
  picture: (fileId) => (fileId === 'f1' ? '../hostedContents/1/$value' : null),
};
const html = (...blocks: Block[]): string => writeTeamsBody({ blocks }, how).content;

describe('a body for Teams', () => {
  const golden: readonly (readonly [string, Block, string])[] = [
    [
      'marks',
      paragraph(
        { kind: 'strong', children: [text('a'), { kind: 'emphasis', children: [text('b')] }] },
        { kind: 'strike', children: [text('c')] },
        { kind: 'underline', children: [text('d')] },
      ),
      '<p><strong>a<em>b</em></strong><s>c</s><u>d</u></p>',
    ],
    ['a line break', paragraph(text('a\nb')), '<p>a<br>b</p>'],
    [
      'text that looks like HTML',
      paragraph(text('<b> &lt; & "x"')),
      '<p>&lt;b&gt; &amp;lt; &amp; &quot;x&quot;</p>',
    ],
    ['spaces in a row', paragraph(text('a   b')), '<p>a &nbsp;&nbsp;b</p>'],
    [
      'a heading, of which Teams has three',
      { kind: 'heading', level: 5, children: [text('a')] },
      '<h3>a</h3>',
    ],
    [
      'code with a language',
      { kind: 'code', language: 'csharp', text: 'a<b>\n  c' },
      '<codeblock class="C#"><code>a&lt;b&gt;<br>  c</code></codeblock>',
    ],
    ['code without a language', { kind: 'code', language: '', text: 'a' }, '<pre><code>a</code></pre>'],
    ['inline code', paragraph({ kind: 'code', text: '<a>' }), '<p><code>&lt;a&gt;</code></p>'],
    [
      'a link with a title',
      paragraph({ kind: 'link', url: 'https://x.example/?a=1&b="2"', title: 't', children: [text('a')] }),
      '<p><a href="https://x.example/?a=1&amp;b=&quot;2&quot;" title="t">a</a></p>',
    ],
    [
      'a link Graph would drop, written out',
      paragraph({ kind: 'link', url: 'slack://x', title: '', children: [text('a')] }),
      '<p>a (slack://x)</p>',
    ],
    [
      'a list in a list',
      {
        kind: 'list',
        ordered: true,
        start: 2,
        items: [
          {
            checked: null,
            blocks: [
              paragraph(text('a')),
              {
                kind: 'list',
                ordered: false,
                start: 1,
                items: [{ checked: null, blocks: [paragraph(text('b'))] }],
              },
            ],
          },
        ],
      },
      '<ol start="2"><li>a<ul><li>b</li></ul></li></ol>',
    ],
    [
      'tasks',
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [
          { checked: false, blocks: [paragraph(text('a'))] },
          { checked: true, blocks: [paragraph(text('b'))] },
        ],
      },
      '<ul><li>☐ a</li><li>☑ b</li></ul>',
    ],
    [
      'a table',
      {
        kind: 'table',
        alignments: ['right', null],
        header: [[text('a')], [text('b')]],
        rows: [[[text('c')], []]],
      },
      '<table><thead><tr><th style="text-align:right">a</th><th>b</th></tr></thead><tbody><tr><td style="text-align:right">c</td><td></td></tr></tbody></table>',
    ],
    ['a rule', { kind: 'rule' }, '<hr>'],
    [
      'a quote with its author',
      { kind: 'quote', authorName: 'Ada', messageId: null, blocks: [paragraph(text('a'))] },
      '<blockquote><p><strong>Ada</strong></p><p>a</p></blockquote>',
    ],
    ['emoji as their character', paragraph({ kind: 'emoji', emoji: '😄', name: 'smile' }), '<p>😄</p>'],
    [
      'custom emoji as their name',
      paragraph({ kind: 'emoji', emoji: null, name: 'parrot' }),
      '<p>:parrot:</p>',
    ],
    [
      'a picture of the message',
      paragraph({
        kind: 'image',
        source: { kind: 'file', fileId: 'f1' as FileId },
        alternative: 'x',
        width: 10,
        height: 20,
      }),
      '<p><img src="../hostedContents/1/$value" alt="x" width="10" height="20"></p>',
    ],
    [
      'a picture on the web',
      paragraph({
        kind: 'image',
        source: { kind: 'web', url: 'https://x.example/a.gif' },
        alternative: 'x',
        width: null,
        height: null,
      }),
      '<p><img src="https://x.example/a.gif" alt="x"></p>',
    ],
    [
      'raised text',
      paragraph(text('x'), { kind: 'superscript', children: [text('2')] }),
      '<p>x<sup>2</sup></p>',
    ],
    [
      'a channel that is pointed at',
      paragraph({
        kind: 'mention',
        target: { kind: 'channel', conversationId: 'c' as ConversationId },
        text: '~town',
      }),
      '<p><a href="https://mm.example/team/channels/town">~town</a></p>',
    ],
    ['somebody unknown as their name', paragraph(person('nobody'), text(' hello')), '<p>@nobody hello</p>'],
  ];

  it.each(golden)('%s', (_name, block, expected) => {
    expect(html(block)).toBe(expected);
  });

  it('has each mention with its own number, without a gap', () => {
    expect(
      writeTeamsBody(
        { blocks: [paragraph(person('ada'), text(' '), everyone, text(' '), person('ada'))] },
        how,
      ),
    ).toEqual({
      contentType: 'html',
      content: '<p><at id="0">Ada &amp; Co</at> <at id="1">Everyone</at> <at id="2">Ada &amp; Co</at></p>',
      mentions: [
        {
          id: 0,
          mentionText: 'Ada & Co',
          mentioned: { user: { id: 'u1', displayName: 'Ada & Co', userIdentityType: 'aadUser' } },
        },
        {
          id: 1,
          mentionText: 'Everyone',
          mentioned: {
            conversation: { id: '19:c', displayName: 'Everyone', conversationIdentityType: 'chat' },
          },
        },
        {
          id: 2,
          mentionText: 'Ada & Co',
          mentioned: { user: { id: 'u1', displayName: 'Ada & Co', userIdentityType: 'aadUser' } },
        },
      ],
    });
  });

  it('has markers for quoted messages in their place and for files at the end', () => {
    const document: Document = {
      blocks: [
        { kind: 'quote', authorName: 'Ada', messageId: 'm1' as MessageId, blocks: [paragraph(text('a'))] },
        paragraph(text('yes')),
      ],
    };
    const written = writeTeamsBody(document, {
      ...how,
      quote: ({ messageId }) => (messageId === 'm1' ? '1700' : null),
      attachmentIds: ['g1', 'g2'],
    });
    expect(written.content).toBe(
      '<attachment id="1700"></attachment><p>yes</p><attachment id="g1"></attachment><attachment id="g2"></attachment>',
    );
  });

  it('is measured in bytes as it is sent', () => {
    const body = writeTeamsBody({ blocks: [paragraph(text('é'))] }, how);
    expect(teamsBodySize(body)).toBe(
      '{"body":{"contentType":"html","content":"<p>é</p>"},"mentions":[]}'.length + 1,
    );
  });
});
