import { describe, expect, it } from 'vitest';
import { plainOfDocument } from '../../document/index.ts';
import { openTeamsText, plainOfHtml as plain } from './read.ts';

describe('plain text of a body', () => {
  it.each([
    ['words', 'hello  world', 'hello world'],
    ['paragraphs', '<p>one</p><p>two</p>', 'one\ntwo'],
    ['line breaks', '<div>one<br>two<br/><br>four</div>', 'one\ntwo\nfour'],
    ['entities', '<p>a &lt; b &amp;&nbsp;c &eacute; &#x1F642;</p>', 'a < b & c é 🙂'],
    ['entities without markup', 'fish &amp; chips', 'fish & chips'],
    ['emphasis inside a word', 'un<strong>believ</strong>able', 'unbelievable'],
    ['emoji', '<p>yes <emoji id="smile" alt="🙂" title="Smile"></emoji></p>', 'yes 🙂'],
    [
      'emoji pictures of old clients',
      '<img itemtype="http://schema.skype.com/Emoji" alt="😀" src="https://x/e.png">',
      '😀',
    ],
    ['custom emoji', '<customemoji id="1" alt="parrot" source="https://x/p"></customemoji>!', ':parrot:!'],
    ['mentions', '<p><at id="0">Ada Okafor</at>, look</p>', 'Ada Okafor, look'],
    ['quotes, which the attachment shows', '<attachment id="1"></attachment><p>yes</p>', 'yes'],
    ['system events', '<systemEventMessage/>', ''],
    ['bullets', '<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
    [
      'numbers',
      '<ol start="3"><li>three</li><li>four<ul><li>inner</li></ul></li></ol>',
      '3. three\n4. four\n- inner',
    ],
    [
      'table cells',
      '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
      'a\tb\nc\td',
    ],
    ['code with its spaces', '<pre><code>if (a)\n  b();</code></pre>', 'if (a)\n  b();'],
    ['new code blocks', '<codeblock class="Python"><code>x = 1\ny = 2</code></codeblock>', 'x = 1\ny = 2'],
    ['links', '<a href="https://example.org">here</a>', 'here'],
    [
      'GIFs by their description',
      '<img src="https://media.example/cat.gif" alt="Cat (GIF Image)">',
      'Cat (GIF Image)',
    ],
    ['scripts, which are no text', 'a<script>alert(1)</script><style>p{}</style>b', 'ab'],
    ['markup that never ends', '<p>one <b>two <a href="', 'one two'],
    ['no text at all', '', ''],
  ])('of %s', (_name, html, expected) => {
    expect(plain(html)).toBe(expected);
  });

  it('of a text body is the text, also if it looks like markup', () => {
    const body = openTeamsText({ format: 'text', content: '<p>5 &lt; 6\r\nnext ' });
    expect(plainOfDocument(body.read({ mentions: [], files: [] }))).toBe('<p>5 &lt; 6\nnext');
  });

  it('has no text for pictures that Teams calls "image"', () => {
    expect(
      plain(
        '<img alt="image" src="https://graph.microsoft.com/v1.0/chats/1/messages/2/hostedContents/3/$value">',
      ),
    ).toBe('');
  });

  it('takes little time for two megabytes of HTML', () => {
    const html = `<div>${'<p>word <b>bold</b></p>'.repeat(90_000)}`;
    expect(html.length).toBeGreaterThan(2_000_000);
    expect(plain(html).startsWith('word bold\nword bold')).toBe(true);
  });

  it.each([
    // Code keeps its spaces.
    ['spaces', `<pre>${' '.repeat(1_000_000)}x</pre>`, `${' '.repeat(1_000_000)}x`],
    ['line breaks', `${'<br>'.repeat(200_000)}x`, 'x'],
    [
      'attributes',
      `<img style="${'width : '.repeat(200_000)}" src="${'/messages/'.repeat(200_000)}" alt="">x`,
      'x',
    ],
    ['open brackets', '<'.repeat(1_000_000), '<'.repeat(1_000_000)],
  ])('takes little time for a million %s', (_name, html, expected) => {
    // Not by `toBe`: to print the difference of a million characters would take minutes.
    expect(plain(html) === expected).toBe(true);
  });

  // A 2 MB body can have 400,000 of them. htmlparser2's own stack took quadratic time, so the engine stood still for minutes.
  it.each(['<div>', '<b>', '<ul><li>', '<table><tr><td>', '<pre>', '<svg>'])(
    'takes little time for endless nesting: %s',
    (tag) => {
      const text = plain(`${tag.repeat(400_000)}deep`);
      expect(text.endsWith('deep')).toBe(!tag.includes('svg'));
    },
  );

  it('keeps text and line breaks that are deeper than in any browser', () => {
    const deep = `${'<div>'.repeat(600)}one<br>two<div>three</div><b>four</b>${'</div>'.repeat(600)}<p>five</p>`;
    expect(plain(deep)).toBe('one\ntwo\nthree\nfour\nfive');
  });
});
