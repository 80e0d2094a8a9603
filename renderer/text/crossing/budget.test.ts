/** No message that a service accepts takes more than 50 ms of CPU to read, with any content. */
import { describe, expect, it } from 'vitest';
import type { Message, PersonId } from '../../model/index.ts';
import { readBody } from '../read-body.ts';

const longestPost = 16_383;
const longestBody = 28 * 1024;
const mostMilliseconds = 50;
const mostReadings = 8;

const filled = (part: string, length: number): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length);

const markdownParts = [
  ...[
    '> ',
    '>',
    '- ',
    '- a\n',
    '  - a\n',
    '1. ',
    '# ',
    '#',
    '\n',
    ' ',
    '\t',
    '|',
    '|a|\n|-|\n',
    '| a ',
    '```\n',
    '~~~',
  ],
  ...[
    '*',
    '**',
    '**a ',
    '***a**',
    '*a',
    '_',
    '_a',
    '__a',
    '~~',
    '~~a ',
    '`',
    '``a`',
    '`a',
    'a\n-',
    'a\n=',
    '[a]: b\n',
    '[a]: /b\n',
    '[a]: /b\n[a] [b]',
    '```a\n',
    '```\n~~~\n',
    'a\n--\n',
    '<a@b>',
    '<a@',
  ],
  ...[
    '[',
    '[[',
    '[a](',
    '![',
    '![a](',
    '![a](b =',
    ']',
    '](',
    '[a](b)',
    '[](',
    '![](',
    '_*~`[',
    '<',
    '<a',
    '<http://',
    '&',
    '&#',
    '&amp;',
  ],
  ...[
    '\\',
    '\\*',
    '$a',
    '$',
    ':a:',
    ':',
    ':smile:',
    ':) ',
    '@a',
    '@a.',
    '@a:',
    '@all ',
    '#tag ',
    '~a ',
    '~a.',
    '#a.',
  ],
  ...[
    'http://',
    'http://a(',
    'http://a ',
    'www.',
    'www.a.b(',
    'a.b/',
    'a.',
    'x-d ',
    '\u{1F44F}\u{1F3FB}',
    '\u2060',
    '*a `b` ',
  ],
];
const htmlParts = [
  ...[
    '<div>',
    '<b>',
    '<b>a</b>',
    '<ul><li>',
    '<ol><li>a',
    '<blockquote>',
    '<table><tr><td>',
    '</p>',
    '<p>a',
    '<p>a</p>',
  ],
  ...[
    '<table><tr><td>a</td></tr></table>',
    '<a href="https://x.example">',
    '<at id="0">A</at>',
    '<at id="0">A</at>&nbsp;',
  ],
  ...[
    '<attachment id="1">',
    '<emoji alt="🙂">',
    '<img src="x" alt="🙂">',
    '<img src="x" style="',
    '<h1>',
    '<pre>',
    '<code>a',
  ],
  ...[
    '<script>',
    '<!--',
    '<',
    '&',
    '&nbsp;',
    '&#x',
    '&amp;',
    ' ',
    '\n',
    'a ',
    '<br>',
    '<hr>',
    '<video>',
    '<td>',
    '<math>',
  ],
  ...[
    '<span style="font-weight:bold">',
    '<span style="color:red">a</span>',
    '<span style="color:#',
    '<customemoji alt="a">',
  ],
];

const hasWarmedUp = (format: Message['body']['format'], part: string): void => {
  for (let round = 0; round < 3; round += 1) read(format, filled(part, 2_000));
};

const read = (format: Message['body']['format'], content: string): void => {
  readBody({ body: { format, content }, mentions: [], files: [] });
};

/** CPU time of this process alone, the least of several readings. So other work on the machine does not count, nor compiling and garbage collection. */
const leastMilliseconds = (work: () => void): number => {
  let least = Infinity;
  for (let round = 0; round < mostReadings && least >= mostMilliseconds; round += 1) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
};
const milliseconds = (format: Message['body']['format'], content: string): number =>
  leastMilliseconds(() => read(format, content));

describe('reading the longest message a service takes', () => {
  it.each(markdownParts)('of %j in Mattermost stays within its time', (part) => {
    hasWarmedUp('markdown', part);
    expect(milliseconds('markdown', filled(part, longestPost))).toBeLessThan(mostMilliseconds);
  });

  it.each(['[', '!['])('of %j, closed once at its end, stays within its time', (part) => {
    hasWarmedUp('markdown', part);
    const content = `${filled(part, longestPost - 1)}]`;
    expect(milliseconds('markdown', content)).toBeLessThan(mostMilliseconds);
  });

  // If each bracket's text is a name, it has to be looked up.
  it.each([
    ['brackets in brackets', `[a]: /b\n${'['.repeat(8_000)}${']'.repeat(8_000)}`],
    ['brackets one after the other', `[a]: /b\n${'[x] '.repeat(4_000)}`],
    ['names that spread over lines', `[a]: /b\n${'[x\n'.repeat(2_700)}${']'.repeat(5_000)}`],
    ['brackets of which fewer close than open', filled('[a]> ![[a]', longestPost)],
    ['the same after a name', `[a]: /b\n${filled('[x]# [~~~', 16_000)}`],
    ['brackets, marks and code', `[a]: /b\n${filled('][**a![`', 16_000)}`],
    ['pictures in pictures', filled(`${'!['.repeat(90)}a${'](/b)'.repeat(90)}`, longestPost)],
    [
      'pictures in pictures by a name',
      `[a]: /b\n${filled(`${'!['.repeat(95)}a${'][a]'.repeat(95)}`, 16_000)}`,
    ],
    ['list items that end in a sign', filled('- [\\\n', longestPost)],
    ['one long row of a table of many', `|a|\n|-|\n${'|a'.repeat(3_000)}\n${'|b\n'.repeat(3_400)}`],
    ['fences of growing length', Array.from({ length: 170 }, (_, at) => `${'`'.repeat(at + 3)}a`).join('\n')],
    ['fences that never close', `${'```a\n~~~b\n'.repeat(1_600)}x`],
  ])('of %s in Mattermost stays within its time', (_what, content) => {
    expect(content.length).toBeLessThanOrEqual(longestPost);
    read('markdown', content.slice(0, 2_000));
    expect(milliseconds('markdown', content)).toBeLessThan(mostMilliseconds);
  });

  it.each(htmlParts)('of %j in Teams stays within its time', (part) => {
    hasWarmedUp('html', part);
    expect(milliseconds('html', filled(part, longestBody))).toBeLessThan(mostMilliseconds);
  });

  it.each([
    ['one long row of a table of many', `<table><tr>${'<td>a'.repeat(2_000)}${'<tr>b'.repeat(3_500)}`],
    ['text that stands in no cell', `<table><tr>${'<'.repeat(28_000)}`],
    ['wide cells', `<table>${filled('<tr><td colspan="100">a', 28_000)}`],
    ['tall cells', `<table>${filled('<tr><td colspan="100" rowspan="1000">a', 28_000)}`],
  ])('of %s in Teams stays within its time', (_what, content) => {
    expect(content.length).toBeLessThanOrEqual(longestBody);
    read('html', content.slice(0, 2_000));
    expect(milliseconds('html', content)).toBeLessThan(mostMilliseconds);
  });

  it('of mentions that all have one id in Teams stays within its time', () => {
    const mention = {
      kind: 'person',
      personId: 'account/user/1' as PersonId,
      text: 'A & B',
      mark: '0',
    } as const;
    const content = filled('<at id="0">A</at>', longestBody);
    const message = {
      body: { format: 'html', content },
      mentions: Array.from({ length: 1_600 }, () => mention),
      files: [],
    } as const;
    expect(leastMilliseconds(() => readBody(message))).toBeLessThan(mostMilliseconds);
  });

  it.each(['http://a ', 'www.a.b/', 'a.b', ':', '\n\n'])(
    'of %j as plain text stays within its time',
    (part) => {
      hasWarmedUp('text', part);
      expect(milliseconds('text', filled(part, longestBody))).toBeLessThan(mostMilliseconds);
    },
  );
});
