/** For any body, reading and writing neither throw nor take more than linear time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTeamsBody, writeTeamsBody } from '../teams-html/index.ts';
import { readMattermostBody, writeMattermostBody } from '../mattermost-markdown/index.ts';
import type { Mention } from '../../model/index.ts';
import type { Document } from '../document/index.ts';
import { mattermostReading, mattermostWriting, people, teamsWriting } from './testing/crossing.ts';

const mentions: Mention[] = people.map(({ personId, displayName }) => ({
  kind: 'person',
  personId,
  text: displayName,
}));

const writeBoth = (document: Document): void => {
  writeTeamsBody(document, teamsWriting);
  writeMattermostBody(document, mattermostWriting);
};
const carryHtml = (content: string): void =>
  writeBoth(readTeamsBody({ body: { format: 'html', content }, mentions, attachments: [], files: [] }));
const carryMarkdown = (content: string): void => writeBoth(readMattermostBody(content, mattermostReading));

const twoMegabytes = 2_000_000;
const filled = (part: string, length = twoMegabytes): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** Repeated parts that have brought down parsers: nesting, unclosed, markers, white space, brackets, entities. */
const htmlParts = [
  '<div>',
  '<b>',
  '<ul><li>',
  '<blockquote>',
  '<table><tr><td>',
  '<table><tr><td>a</td></tr></table>',
  '</p>',
  '<p>a',
  '<a href="https://x.example">',
  '<at id="0">Ada</at>',
  '<at id="0">Ada Okafor</at>&nbsp;',
  '<attachment id="1"></attachment>',
  '<attachment id="1">',
  '<emoji alt="🙂">',
  '<img src="x" style="',
  '<h1>',
  '<pre>',
  '<script>',
  '<!--',
  '<',
  '&',
  '&nbsp;',
  '&#x',
  ' ',
  '\n',
  '*',
  '**a',
  '_a_ ',
  '[',
  '[a](',
  '![',
  '\\',
  ':a:',
  '@a',
  '@all ',
  'http://x.example/a ',
  'http://',
  'www.a.b ',
  'a.',
  '(',
  '`',
  '<b>a</b><i>b</i>',
  '<span style="font-weight:bold">',
];
const markdownParts = [
  '> ',
  '>',
  '- ',
  '- a\n',
  '1. ',
  '  - a\n',
  '*',
  '**a ',
  '_a',
  '~~',
  '`',
  '``a`',
  '[',
  '[a](',
  '![a](',
  '![a](b =',
  ']',
  '](',
  '<',
  '<a',
  '<http://',
  '&',
  '&#',
  '\\',
  '|',
  '|a|\n|-|\n',
  '| a ',
  '# ',
  '#',
  '```\n',
  '~~~',
  '$a',
  '$',
  ':a:',
  ':',
  '@a',
  '@a.',
  'http://',
  'http://a(',
  'www.',
  'www.a.b(',
  'a.b/',
  'a.',
  '\n',
  ' ',
  '\t',
  'a\n-',
  '[a]: b\n',
  '***a**',
];

/** CPU time of this process alone, so that other work on the machine does not count. */
const milliseconds = (act: () => void): number => {
  const start = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
};

describe('hostile bodies', () => {
  it.each(htmlParts)('of %j from Teams take linear time', (part) => {
    const quarter = milliseconds(() => carryHtml(filled(part, 15_000)));
    // Linear would be four times, quadratic sixteen; quick cases are not compared.
    expect(milliseconds(() => carryHtml(filled(part, 60_000)))).toBeLessThan(Math.max(500, quarter * 12));
  });

  it.each(markdownParts)('of %j from Mattermost are quick, up to the longest post', (part) => {
    expect(milliseconds(() => carryMarkdown(filled(part, 16_383)))).toBeLessThan(3_000);
  });

  it.each(['<div>', '<table><tr><td>', '<b>a</b>', '<'])(
    'of %j from Teams are carried, 2 MB of them',
    (part) => {
      expect(milliseconds(() => carryHtml(filled(part)))).toBeLessThan(20_000);
    },
  );

  it.each(['> ', 'http://a(', '@all '])('of %j from Mattermost are carried, 2 MB of them', (part) => {
    expect(milliseconds(() => carryMarkdown(filled(part)))).toBeLessThan(20_000);
  });

  it('of any text do not throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (content) => {
        carryHtml(content);
        carryMarkdown(content);
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('of any parts of markup do not throw', () => {
    const piece = fc.oneof(fc.constantFrom(...htmlParts, ...markdownParts), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
        (content) => {
          carryHtml(content);
          carryMarkdown(content);
        },
      ),
      { numRuns: 1_000, seed: 2 },
    );
  });

  it('bring no script, style or comment into the text', () => {
    const html =
      '<script>alert(1)</script><style>p{}</style><!-- x --><p onclick="x">a<a href="javascript:alert(1)">b</a><img src="data:x" onerror="y"></p>';
    const document = readTeamsBody({
      body: { format: 'html', content: html },
      mentions: [],
      attachments: [],
      files: [],
    });
    expect(writeTeamsBody(document, teamsWriting).content).toBe('<p>ab</p>');
    expect(writeMattermostBody(document, mattermostWriting)).toBe('ab');
  });

  it('of very deep lists keep their text', () => {
    const deep = `${'<ul><li>'.repeat(400)}end`;
    const document = readTeamsBody({
      body: { format: 'html', content: deep },
      mentions: [],
      attachments: [],
      files: [],
    });
    expect(writeMattermostBody(document, mattermostWriting)).toContain('end');
    expect(writeMattermostBody(readMattermostBody(`${'> '.repeat(300)}end`), mattermostWriting)).toContain(
      'end',
    );
  });
});
