/** The content of a Teams message: each kind of markup, and mentions. */
import { describe, expect, it } from 'vitest';
import type { Block, Document } from '../../document/index.ts';
import { paragraph } from '../../document/index.ts';
import { readTeamsBody } from '../index.ts';
import { marked, mention, mentioned, named, plainOfBlocks, read, text } from '../testing/reading.ts';

describe('a Teams body', () => {
  const golden: readonly (readonly [string, string, readonly Block[]])[] = [
    ['bold', '<p><strong>a</strong> <b>b</b></p>', [paragraph(marked('strong', text('a b')))]],
    [
      'italics',
      '<p><em>a</em>b<i>c</i></p>',
      [paragraph(marked('emphasis', text('a')), text('b'), marked('emphasis', text('c')))],
    ],
    [
      'strike',
      '<s>a</s> and <del>b</del>',
      [paragraph(marked('strike', text('a')), text(' and '), marked('strike', text('b')))],
    ],
    ['underline', '<u>a</u>', [paragraph(marked('underline', text('a')))]],
    [
      'pasted styles',
      '<span style="font-weight:bold; font-style:italic">a</span>',
      [paragraph(marked('strong', marked('emphasis', text('a'))))],
    ],
    ['line breaks', '<p>a<br>b</p>', [paragraph(text('a'), { kind: 'break' }, text('b'))]],
    [
      'paragraphs, with empty ones between',
      '<p>a</p><p>&nbsp;</p><div>b</div>',
      [paragraph(text('a')), paragraph(text('b'))],
    ],
    [
      'headings',
      '<h1>a</h1><h3>b<br>c</h3>',
      [
        { kind: 'heading', level: 1, children: [text('a')] },
        { kind: 'heading', level: 3, children: [text('b c')] },
      ],
    ],
    ['a rule', 'a<hr>b', [paragraph(text('a')), { kind: 'rule' }, paragraph(text('b'))]],
    [
      'a quote',
      '<blockquote><p>a</p></blockquote>',
      [{ kind: 'quote', authorName: null, messageId: null, blocks: [paragraph(text('a'))] }],
    ],
    ['inline code', '<code>a  &lt;b&gt;</code>', [paragraph({ kind: 'code', text: 'a  <b>' })]],
    [
      'code with its language',
      '<codeblock class="JavaScript"><code>a;<br>  b;</code></codeblock>',
      [{ kind: 'code', language: 'javascript', text: 'a;\n  b;' }],
    ],
    ['preformatted text', '<pre>a\n  b\n</pre>', [{ kind: 'code', language: '', text: 'a\n  b' }]],
    [
      'inline code of several lines as a block',
      '<code>a<br>b</code>',
      [{ kind: 'code', language: '', text: 'a\nb' }],
    ],
    [
      'a link with a title',
      '<a href="https://x.example/?a=1&amp;b=2" title="t">a</a>',
      [paragraph({ kind: 'link', url: 'https://x.example/?a=1&b=2', title: 't', children: [text('a')] })],
    ],
    [
      'a link whose title only repeats it',
      '<a href="https://x.example" title="https://x.example/">a</a>',
      [paragraph({ kind: 'link', url: 'https://x.example', title: '', children: [text('a')] })],
    ],
    ...[
      ['in lower case (case 19)', 'https://docs.example/AbC/Readme.MD', 'https://docs.example/abc/readme.md'],
      ['with other percent signs', 'https://docs.example/a%20b/%C3%BC', 'https://docs.example/a b/ü'],
      ['with a host in its own letters', 'https://xn--mnchen-3ya.example/', 'https://münchen.example'],
      ['with an entity', 'https://docs.example/?a=1&amp;b=2', 'https://docs.example/?a=1&amp;amp;b=2'],
      ['without its scheme', 'https://docs.example/a', 'docs.example/a/'],
      ['with a percent sign that is none', 'https://docs.example/100%25', 'https://docs.example/100%'],
      ['of mail', 'mailto:ada@docs.example', 'Ada@docs.example'],
    ].map(([how = '', url = '', title = '']): (typeof golden)[number] => [
      `a link whose title repeats it ${how}`,
      `<a href="${url}" title="${title}">a</a>`,
      [
        paragraph({
          kind: 'link',
          url: url.replaceAll('&amp;', '&'),
          title: '',
          children: [text('a')],
        }),
      ],
    ]),
    [
      'a link whose title says more than its address',
      '<a href="https://docs.example/a" title="https://docs.example/ab">a</a>',
      [
        paragraph({
          kind: 'link',
          url: 'https://docs.example/a',
          title: 'https://docs.example/ab',
          children: [text('a')],
        }),
      ],
    ],
    ['a link that is a script as its text', '<a href="javascript:x">a</a>', [paragraph(text('a'))]],
    [
      'emoji',
      '<emoji id="smile" alt="🙂" title="Smile"></emoji>',
      [paragraph({ kind: 'emoji', emoji: '🙂', name: 'smile' })],
    ],
    [
      'emoji as a picture',
      '<img itemtype="http://schema.skype.com/Emoji" alt="😀" src="https://x.example/a.png">',
      [paragraph({ kind: 'emoji', emoji: '😀', name: '' })],
    ],
    [
      'custom emoji by name',
      '<customemoji id="x" alt="Party Parrot" source="https://x.example"></customemoji>',
      [paragraph({ kind: 'emoji', emoji: null, name: 'party_parrot' })],
    ],
    [
      'raised and lowered text',
      'x<sup>2</sup> H<sub>2</sub>O',
      [
        paragraph(
          text('x'),
          { kind: 'superscript', children: [text('2')] },
          text(' H'),
          { kind: 'subscript', children: [text('2')] },
          text('O'),
        ),
      ],
    ],
    [
      'a GIF',
      '<p><img src="https://media.example/w.gif" alt="wave" width="200" height="100"></p>',
      [
        paragraph({
          kind: 'image',
          source: { kind: 'web', url: 'https://media.example/w.gif' },
          alternative: 'wave',
          width: 200,
          height: 100,
        }),
      ],
    ],
    [
      'a recording by its address, in its place',
      '<p>a <video src="https://x.example/v.mp4" alt="Clip" data-duration="PT27S"></video>b</p>',
      [
        paragraph(text('a')),
        paragraph({
          kind: 'link',
          url: 'https://x.example/v.mp4',
          title: '',
          children: [text('Clip (video, 27 s)')],
        }),
        paragraph(text('b')),
      ],
    ],
    [
      'a recording that only Teams plays in words, with its length',
      '<p><video src="https://as-prod.asyncgw.teams.microsoft.com/v1/objects/0-eus-d3-ghi/views/video" itemtype="http://schema.skype.com/AMSVideo" data-duration="PT27S"></video></p><audio data-duration="PT1M5S"><source src="https://eu-api.asm.skype.com/v1/objects/0-weu-d1-x/views/audio">our words</audio>',
      [
        paragraph(marked('emphasis', text('Video, 27 s'))),
        paragraph(marked('emphasis', text('Voice message, 1 min 5 s'))),
        paragraph(text('our words')),
      ],
    ],
    [
      'a link that only Teams opens as its text',
      '<a href="https://eu-api.asm.skype.com/v1/objects/0-weu-d1-x/views/imgo">see</a> <a href="https://graph.microsoft.com/v1.0/me">me</a>',
      [
        paragraph(text('see '), {
          kind: 'link',
          url: 'https://graph.microsoft.com/v1.0/me',
          title: '',
          children: [text('me')],
        }),
      ],
    ],
    [
      'a formula as code',
      '<p>a <math alttext="x^2"><mi>x</mi><mn>2</mn></math> <math><mi>y</mi></math></p>',
      [paragraph(text('a '), { kind: 'code', text: 'x^2' }, text(' '), { kind: 'code', text: 'y' })],
    ],
    ['no-break spaces as spaces', 'a&nbsp;&nbsp;b&nbsp;', [paragraph(text('a  b'))]],
    [
      'entities and tags typed as text',
      '<p>&lt;b&gt; &amp;amp; &quot;</p>',
      [paragraph(text('<b> &amp; "'))],
    ],
    ['right-to-left and combining text', '<p>שלום e\u0301</p>', [paragraph(text('שלום e\u0301'))]],
  ];

  it.each(golden)('%s', (_name, html, blocks) => {
    expect(read(html)).toEqual(blocks);
  });

  it('of type text is text, also if it looks like markup (contentType honoured)', () => {
    const document: Document = readTeamsBody({
      body: { format: 'text', content: '<p>a</p> &amp;\n**b**' },
      mentions: [],
      attachments: [],
      files: [],
    });
    expect(document.blocks).toEqual([paragraph(text('<p>a</p> &amp;'), { kind: 'break' }, text('**b**'))]);
  });

  it('has nested and mixed lists, also if the inner list is beside its item', () => {
    const expected: readonly Block[] = [
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [
          {
            checked: null,
            blocks: [
              paragraph(text('a')),
              {
                kind: 'list',
                ordered: true,
                start: 3,
                items: [{ checked: null, blocks: [paragraph(text('b'))] }],
              },
            ],
          },
        ],
      },
    ];
    expect(read('<ul><li>a<ol start="3"><li>b</li></ol></li></ul>')).toEqual(expected);
    expect(read('<ul>\n<li>a</li>\n<ol start="3"><li>b</li></ol></ul>')).toEqual(expected);
  });

  it('has boxes as tasks', () => {
    expect(read('<ul><li>☐ a</li><li>☑ b</li></ul>')).toEqual([
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [
          { checked: false, blocks: [paragraph(text('a'))] },
          { checked: true, blocks: [paragraph(text('b'))] },
        ],
      },
    ]);
  });

  it('has a table with a header, alignment and a wide cell', () => {
    expect(
      read(
        '<table><thead><tr><th style="text-align:center">a</th><th>b</th></tr></thead><tbody><tr><td colspan="2"><p>c</p><p>d</p></td></tr></tbody></table>',
      ),
    ).toEqual([
      {
        kind: 'table',
        alignments: ['center', null],
        header: [[text('a')], [text('b')]],
        rows: [[[text('c'), { kind: 'break' }, text('d')], []]],
      },
    ]);
  });

  it('has a table with a caption above it', () => {
    expect(read('<table><caption>Tides</caption><tr><td>a</td></tr></table>')).toEqual([
      paragraph(text('Tides')),
      { kind: 'table', alignments: [null], header: null, rows: [[[text('a')]]] },
    ]);
  });

  it('has a table whose cells are several rows high with its columns', () => {
    expect(
      read(
        '<table><tr><td rowspan="2" colspan="2">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td rowspan="9">e</td></tr></table>',
      ),
    ).toMatchObject([
      {
        rows: [
          [[text('a')], [], [text('b')]],
          [[], [], [text('c')]],
          [[text('d')], [text('e')], []],
        ],
      },
    ]);
  });

  it('has a table in a table as separate words (case 16)', () => {
    expect(
      plainOfBlocks(
        read(
          '<table><tr><td>Order</td><td><table><tr><td>Bolt</td><td>40</td></tr><tr><td>Nut</td><td>12</td></tr></table></td></tr></table>',
        ),
      ).split(/\s+/),
    ).toEqual(['Order', 'Bolt', '40', 'Nut', '12']);
  });

  it.each([
    ['cells without a row', '<table><tbody><td>a</td><td>b</td></tbody></table>'],
    ['cells without a table', '<td>a</td><td>b</td>'],
    ['text beside rows', '<table>a<tr><td>b</td></tr></table>'],
    ['an element beside cells', '<table><tr><td>a</td><div>b</div></tr></table>'],
    ['items without a list', '<li>a</li><li>b</li>'],
    ['choices', '<select><option>a</option><option>b</option></select>'],
  ])('has %s as separate words', (_what, html) => {
    expect(plainOfBlocks(read(html)).split(/\s+/)).toEqual(['a', 'b']);
  });

  it('has text beside rows as one cell, also with entities in it', () => {
    expect(read('<table>a &amp; b &lt; c<tr><td>d</td></tr></table>')).toEqual([
      { kind: 'table', alignments: [null], header: null, rows: [[[text('a & b < c')]], [[text('d')]]] },
    ]);
  });

  it('has a table with one much longer row, with every word', () => {
    const [table] = read(
      `<table><tr>${'<td>a</td>'.repeat(300)}</tr>${'<tr><td>b</td></tr>'.repeat(199)}</table>`,
    );
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.rows).toHaveLength(200);
    expect(new Set(table.rows.map((row) => row.length))).toEqual(new Set([100]));
    expect(table.rows[0]?.slice(98)).toEqual([[text('a')], [text(Array(201).fill('a').join(' '))]]);
  });

  it('has a table without a header', () => {
    expect(
      read('<table itemprop="copy-paste-table"><tbody><tr><td>a</td><td>b</td></tr></tbody></table>'),
    ).toEqual([
      { kind: 'table', alignments: [null, null], header: null, rows: [[[text('a')], [text('b')]]] },
    ]);
  });

  it("has an older client's quote with its author and preview", () => {
    expect(
      read(
        '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong itemprop="mri" itemid="x">Ada</strong><span itemprop="time" itemid="1"></span><p itemprop="preview">hello</p></blockquote><p>yes</p>',
      ),
    ).toEqual([
      { kind: 'quote', authorName: 'Ada', messageId: null, blocks: [paragraph(text('hello'))] },
      paragraph(text('yes')),
    ]);
  });
});

describe('mentions of a Teams body', () => {
  it('of people are read', () => {
    expect(read('<at id="0">Ada Okafor</at>&nbsp;hello', { mentions: [mention('1', 'Ada Okafor')] })).toEqual(
      [paragraph(mentioned('1', 'Ada Okafor'), text(' hello'))],
    );
  });

  it('split into the words of a name are one', () => {
    expect(
      read('<at id="0">Miguel</at>&nbsp;<at id="1">de</at> <at id="2">Cruz</at>, hello', {
        mentions: [mention('1', 'Miguel'), mention('1', 'de'), mention('1', 'Cruz')],
      }),
    ).toEqual([paragraph(mentioned('1', 'Miguel de Cruz'), text(', hello'))]);
  });

  it('of the same person twice are two', () => {
    expect(
      read('<at id="0">Ada</at> <at id="1">Ada</at>', {
        mentions: [mention('1', 'Ada'), mention('1', 'Ada')],
      }),
    ).toEqual([paragraph(mentioned('1', 'Ada'), text(' '), mentioned('1', 'Ada'))]);
  });

  it('of two people are two, also without a space between them', () => {
    expect(
      read('<at id="0">Ada</at> <at id="1">Ben</at>', {
        mentions: [mention('1', 'Ada'), mention('2', 'Ben')],
      }),
    ).toEqual([paragraph(mentioned('1', 'Ada'), text(' '), mentioned('2', 'Ben'))]);
  });

  it('of two people of one name are distinguished, also after a tag that is not among the mentions', () => {
    expect(
      read('<at id="0">Team leads</at> <at id="1">Alex</at> and <at id="2">Alex</at>', {
        mentions: [mention('1', 'Alex'), mention('2', 'Alex')],
      }),
    ).toEqual([
      paragraph(
        named('Team leads'),
        text(' '),
        mentioned('1', 'Alex'),
        text(' and '),
        mentioned('2', 'Alex'),
      ),
    ]);
  });

  const withMark = (mark: string, key: string, name: string) => ({ ...mention(key, name), mark });

  it('are found by their ids, with any text (case 12)', () => {
    expect(
      read('<p><at id="0">Ada</at> and <at id="1">Miguel</at> look</p>', {
        mentions: [withMark('0', 'ada', 'Ada Okafor'), withMark('1', 'miguel', 'Miguel Cruz')],
      }),
    ).toEqual([
      paragraph(mentioned('ada', 'Ada'), text(' and '), mentioned('miguel', 'Miguel'), text(' look')),
    ]);
  });

  it('of a tag with a person’s name mention no person', () => {
    expect(
      read('<at id="0">Alex</at> <at id="1">Alex</at>', { mentions: [withMark('1', 'alex', 'Alex')] }),
    ).toEqual([paragraph(named('Alex'), text(' '), mentioned('alex', 'Alex'))]);
  });

  it('with one id for two people are found by their text as well', () => {
    expect(
      read('<at id="0">Ada</at> <at id="0">Ben</at>', {
        mentions: [withMark('0', 'ada', 'Ada'), withMark('0', 'ben', 'Ben')],
      }),
    ).toEqual([paragraph(mentioned('ada', 'Ada'), text(' '), mentioned('ben', 'Ben'))]);
  });

  it('without an id are found by their text', () => {
    expect(read('<at>Ada</at>', { mentions: [withMark('0', 'ada', 'Ada')] })).toEqual([
      paragraph(mentioned('ada', 'Ada')),
    ]);
  });

  it('of a name that is encoded once more than in the body, in rows without ids, are found (case 12)', () => {
    expect(read('<at id="0">R&amp;D Ada</at>', { mentions: [mention('ada', 'R&amp;D Ada')] })).toEqual([
      paragraph(mentioned('ada', 'R&D Ada')),
    ]);
  });

  it('of everybody are read', () => {
    expect(read('<at id="0">Everyone</at>', { mentions: [{ kind: 'everyone', text: 'Everyone' }] })).toEqual([
      paragraph({ kind: 'mention', target: { kind: 'everyone' }, text: 'Everyone' }),
    ]);
  });

  it('of unknown people are their name', () => {
    expect(read('<at id="0">Someone</at> hello')).toEqual([paragraph(named('Someone'), text(' hello'))]);
  });
});
