/** Cases and defects of Mattermost's own plugin: each named case of its tests and each named defect that concerns a body. */
import { describe, expect, it } from 'vitest';
import { picture } from '../../../test/support/rows.ts';
import { readMattermostBody, writeMattermostBody } from '../mattermost-markdown/index.ts';
import { nameOfReaction } from '../../connectors/mattermost/writing/reaction-name.ts';
import { readTeamsBody, writeTeamsBody, type TeamsBody } from '../teams-html/index.ts';
import type { Attachment, FileReference, Mention, MessageId, PersonId } from '../../model/index.ts';
import {
  fromHtml,
  fromText,
  mattermostReading,
  mattermostWriting,
  teamsWriting,
} from './testing/crossing.ts';
import { withSubject } from '../document/subject.ts';

const toMattermost = (html: string, mentions: readonly Mention[] = []): string =>
  writeMattermostBody(fromHtml(html, mentions), mattermostWriting);
const toTeams = (markdown: string): TeamsBody =>
  writeTeamsBody(readMattermostBody(markdown, mattermostReading), teamsWriting);
const mention = (key: string, text: string): Mention => ({
  kind: 'person',
  personId: `account/user/${key}` as PersonId,
  text,
});
const hanging = (
  html: string,
  attachments: readonly Attachment[],
  files: readonly FileReference[] = [],
): string =>
  writeMattermostBody(
    readTeamsBody({ body: { format: 'html', content: html }, mentions: [], attachments, files }),
    mattermostWriting,
  );

describe('cases of the plugin: HTML to Markdown', () => {
  it.each([
    ['text without tags', 'This is text', 'This is text'],
    ['tags that are no formatting', '<textarea>This is text</textarea>', 'This is text'],
    ['div and p', '<div><p>one</p></div><div>two</div>', 'one\n\ntwo'],
    [
      'p and img',
      '<p>a</p><img src="https://x.example/i.png" alt="i">',
      'a\n\n![i](https://x.example/i.png)',
    ],
    ['bold, italics, strike', '<div><b>a</b> <i>b</i> <s>c</s></div>', '**a** _b_ ~~c~~'],
    ['headings', '<h1>a</h1><h2>b</h2><h3>c</h3>', '# a\n\n## b\n\n### c'],
    [
      'a simple table without header',
      '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>',
      '|  |  |\n| --- | --- |\n| a | b |\n| c | d |',
    ],
    [
      'a table with header',
      '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
      '| a |\n| --- |\n| b |',
    ],
    [
      'bold, italics, strike in one another with no-break spaces',
      '<div><b>a&nbsp;<i>b&nbsp;<s>c</s></i></b></div>',
      '**a _b ~~c~~_**',
    ],
    ['a link with title', '<p><a href="https://x.example" title="t">a</a></p>', '[a](https://x.example "t")'],
    ['a link without title', '<p><a href="https://x.example">a</a></p>', '[a](https://x.example)'],
    ['a numbered list with spans', '<ol><li><span>a</span></li><li><span>b</span></li></ol>', '1. a\n2. b'],
    ['a bulleted list', '<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
    [
      'a table whose cells hold white space',
      '<table><tr><td>&nbsp; a &nbsp;</td><td>\n<p>b</p>\n</td></tr></table>',
      '|  |  |\n| --- | --- |\n| a | b |',
    ],
    ['a quote with a list', '<blockquote><ul><li>a</li></ul></blockquote>', '> - a'],
    ['a line', '<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
  ])('%s', (_name, html, markdown) => {
    expect(toMattermost(html)).toBe(markdown);
  });
});

describe('cases of the plugin: mentions from Teams', () => {
  const ada = mention('1', 'Ada Okafor');
  it.each<readonly [string, string, readonly Mention[], string]>([
    ['none', 'hello', [], 'hello'],
    ['everybody', '<at id="0">Everyone</at> hello', [{ kind: 'everyone', text: 'Everyone' }], '@all hello'],
    [
      'an unknown person (#132 raw tag)',
      'hello <at id="0">Some One</at>',
      [mention('9', 'Some One')],
      'hello Some One',
    ],
    [
      'several people',
      '<at id="0">Ada Okafor</at> and <at id="1">Łukasz Żółć</at>',
      [ada, mention('3', 'Łukasz Żółć')],
      '@ada and @lukasz_z',
    ],
    [
      'a name of several words',
      '<at id="0">Miguel</at>&nbsp;<at id="1">de</at>&nbsp;<at id="2">la</at>&nbsp;<at id="3">Cruz</at> hi',
      ['Miguel', 'de', 'la', 'Cruz'].map((word) => mention('2', word)),
      '@miguel.cruz hi',
    ],
    [
      'an unknown name of several words',
      '<at id="0">Some</at>&nbsp;<at id="1">One</at>',
      [mention('9', 'Some'), mention('9', 'One')],
      'Some One',
    ],
    [
      'a name of several words twice',
      '<at id="0">Ada</at>&nbsp;<at id="1">Okafor</at>&nbsp;<at id="2">Ada</at>&nbsp;<at id="3">Okafor</at>',
      ['Ada', 'Okafor', 'Ada', 'Okafor'].map((word) => mention('1', word)),
      '@ada @ada',
    ],
    [
      '#275 mention doubled',
      '<div><at id="0">Ada</at>&nbsp;<at id="1">Okafor</at>, look</div>',
      [mention('1', 'Ada'), mention('1', 'Okafor')],
      '@ada, look',
    ],
    [
      '#391, #694 mention split by a plain space',
      '<at id="0">Ada</at> <at id="1">Okafor</at>&nbsp;look',
      [mention('1', 'Ada'), mention('1', 'Okafor')],
      '@ada look',
    ],
    ['a name with & in it', '<at id="0">Some &amp; One</at>', [mention('9', 'Some & One')], 'Some & One'],
  ])('%s', (_name, html, mentions, markdown) => {
    expect(toMattermost(html, mentions)).toBe(markdown);
  });

  it('keeps the text after a mention without a space (#171 punctuation)', () => {
    expect(toMattermost('<at id="0">Ada Okafor</at>: yes', [ada])).toBe('@ada: yes');
  });
});

describe('cases of the plugin: emoji from Teams', () => {
  const smile = '<emoji id="smile" alt="😄" title="Smile"></emoji>';
  it.each([
    ['at the end', `<p>a ${smile}</p>`, 'a :smile:'],
    ['between', `<p>a ${smile} b</p>`, 'a :smile: b'],
    ['at the start', `<p>${smile} a</p>`, ':smile: a'],
    ['alone', smile, ':smile:'],
    ['in formatting and white space', `<p><b>a&nbsp;${smile}</b></p>`, '**a :smile:**'],
    ['#138 emoji shown as HTML', `<div>${smile}${smile}</div>`, ':smile::smile:'],
  ])('%s', (_name, html, markdown) => {
    expect(toMattermost(html)).toBe(markdown);
  });
});

describe('cases of the plugin: attachments of a Teams message', () => {
  it('a code snippet is in its place, not at the end', () => {
    const code: Attachment = { kind: 'code', language: 'go', code: 'x := 1' };
    expect(hanging('<p>a</p><attachment id="1"></attachment><p>b</p>', [code])).toBe(
      'a\n\n```go\nx := 1\n```\n\nb',
    );
  });

  it('#199 several quotes are all kept, with their authors', () => {
    const quote = (id: string, plain: string): Attachment => ({
      kind: 'quote',
      messageId: `account/chat/c/${id}` as MessageId,
      authorName: 'Ada',
      plain,
    });
    const html = '<attachment id="1"></attachment><attachment id="2"></attachment><p>both</p>';
    expect(hanging(html, [quote('1', 'one'), quote('2', 'two')]).replaceAll('\u2060', '')).toBe(
      '> **Ada**\n>\n> one\n\n\n\n> **Ada**\n>\n> two\n\nboth',
    );
  });

  it('#204 a card is readable text with its links (also a card of several text blocks)', () => {
    const card: Attachment = {
      kind: 'card',
      title: 'Title',
      text: 'one\ntwo',
      links: [{ title: 'Open', url: 'https://x.example/' }],
      color: null,
    };
    expect(hanging('<attachment id="1"></attachment>', [card])).toBe(
      '**Title**\n\none\ntwo\n\n- [Open](https://x.example/)',
    );
  });

  it('#247 a message of a pasted image alone leaves no text and keeps its file', () => {
    const src = 'https://graph.microsoft.com/v1.0/chats/c/messages/1/hostedContents/h/$value';
    const file = picture('m/image/h', src);
    const message = {
      body: { format: 'html' as const, content: `<img src="${src}"/>` },
      mentions: [],
      attachments: [],
      files: [file],
    };
    const document = readTeamsBody(message);
    expect(document.blocks).toMatchObject([{ children: [{ kind: 'image', source: { fileId: file.id } }] }]);
    expect(writeMattermostBody(document, mattermostWriting)).toBe('');
  });

  it('#264 a GIF is a picture', () => {
    expect(toMattermost('<p><img alt="wave" src="https://media.example/w.gif"></p>')).toBe(
      '![wave](https://media.example/w.gif)',
    );
  });

  it('a subject is a heading', () => {
    expect(writeMattermostBody(withSubject(fromHtml('<p>a</p>'), 'News'), mattermostWriting)).toBe(
      '## News\n\na',
    );
  });
});

describe('defects of the plugin, from Teams', () => {
  it('a text body with tags is text (the plugin ignored contentType)', () => {
    expect(writeMattermostBody(fromText('use <p> and <b>x</b>'), mattermostWriting)).toBe(
      'use <p> and <b>x</b>',
    );
  });

  it.each([
    ['a bare quote', '<blockquote>a</blockquote>', '> a'],
    ['bare preformatted text', '<pre>a</pre>', '```\na\n```'],
    ['a bare link', '<a href="https://x.example">a</a>', '[a](https://x.example)'],
    ['bare bold text', '<strong>a</strong>', '**a**'],
    [
      'a table with attributes',
      '<table itemprop="copy-paste-table"><tr><td>a</td></tr></table>',
      '|  |\n| --- |\n| a |',
    ],
    ['no-break spaces', 'a&nbsp;b', 'a b'],
    ['entities', 'a &lt;b&gt; &amp; c', 'a <b> & c'],
    [
      'an image closed in itself',
      'a<img src="https://x.example/i.png" alt="i"/>b',
      'a![i](https://x.example/i.png)b',
    ],
  ])('%s stayed as HTML in the plugin, whose tag list lacked it', (_name, html, markdown) => {
    expect(toMattermost(html)).toBe(markdown);
  });

  it('text without a meaning on this side notifies nobody on the other', () => {
    expect(toMattermost('<p>@all @channel @ada</p>')).toBe('@\u2060all @\u2060channel @\u2060ada');
  });
});

describe('defects of the plugin, in reactions', () => {
  it('#345 clapping is not sarcasm; the others have the names that people know', () => {
    expect(
      ['👏', '👍', '❤️', '😆', '😮', '😡', '✅'].map((emoji) => nameOfReaction({ emoji, name: emoji })),
    ).toEqual(['clap', '+1', 'heart', 'laughing', 'open_mouth', 'rage', 'white_check_mark']);
  });
});

describe("the plugin's formatting tests, Teams to Mattermost and back", () => {
  it.each([
    '<p><strong>Bold</strong></p>',
    '<p><em>Italics</em></p>',
    '<p><s>Strike-through</s></p>',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>',
    '<ol><li>a</li><li>b</li></ol>',
    '<ul><li>a</li><li>b</li></ul>',
    '<blockquote><ul><li>a</li></ul></blockquote>',
    '<h1>a</h1>',
    '<h2>a</h2>',
    '<h3>a</h3>',
    '<hr>',
  ])('%s', (html) => {
    expect(toTeams(toMattermost(html)).content).toBe(html);
  });
});
