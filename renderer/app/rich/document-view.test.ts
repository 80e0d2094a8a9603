/** What is shown is what is carried: the text on the screen is the plain text of the document that the bridge carries. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainOfDocument, tidyDocument } from '../../text/document/index.ts';
import { documents } from '../../text/crossing/testing/documents.ts';
import { teamsBodies } from '../../text/crossing/testing/teams-html.ts';
import { readBody } from '../../text/read-body.ts';
import { readMattermostBody, writeMattermostBody } from '../../text/mattermost-markdown/index.ts';
import { mattermostWriting } from '../../text/crossing/testing/crossing.ts';
import { readTeamsBody } from '../../text/teams-html/index.ts';
import type { Message, PersonId } from '../../model/index.ts';
import { fileReference } from '../../../test/support/rows.ts';
import { bodyMessage } from './testing/body-message.ts';
import { drawn, readable, textOnScreen } from './testing/on-screen.ts';

const me = 'a|me' as PersonId;
const show = (format: Message['body']['format'], content: string, over: Partial<Message> = {}): Element => {
  const message = bodyMessage(format, content, over);
  return drawn(readBody(message), message, me);
};
const pages = new URL('../../../../shared/corpus/mattermost-markdown/', import.meta.url);

describe('the text on the screen is the document’s text', () => {
  it('of generated documents', () => {
    fc.assert(
      fc.property(documents(['strong', 'emphasis', 'strike', 'underline', 'superscript']), (generated) => {
        const document = tidyDocument(generated);
        expect(textOnScreen(drawn(document))).toBe(readable(plainOfDocument(document)));
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it('of these documents as Mattermost gets them', () => {
    fc.assert(
      fc.property(documents(), (generated) => {
        const post = writeMattermostBody(tidyDocument(generated), mattermostWriting);
        const carried = readable(plainOfDocument(readMattermostBody(post)));
        expect(textOnScreen(show('markdown', post))).toBe(carried);
      }),
      { numRuns: 150, seed: 6 },
    );
  });

  it('of generated bodies of Teams', () => {
    fc.assert(
      fc.property(teamsBodies, (content) => {
        const body = { body: { format: 'html', content }, mentions: [], attachments: [], files: [] } as const;
        expect(textOnScreen(show('html', content))).toBe(readable(plainOfDocument(readTeamsBody(body))));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it.skipIf(!existsSync(pages))("of Mattermost's own pages", () => {
    const files = existsSync(pages) ? readdirSync(pages).filter((name) => name.endsWith('.md')) : [];
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const post = readFileSync(new URL(file, pages), 'utf8').slice(0, 16_383);
      expect(textOnScreen(show('markdown', post))).toBe(readable(plainOfDocument(readMattermostBody(post))));
    }
  });

  it.each([
    ['case 09', '<pre class="language-python"><code>print("hi")</code></pre>'],
    [
      'case 16',
      '<table><tr><td>Order</td><td><table><tr><td>Bolt</td><td>40</td></tr></table></td></tr></table>',
    ],
    ['case 19', '<p><a href="https://docs.example/AbC" title="https://docs.example/abc">here</a></p>'],
    [
      'several lines',
      '<p>a<br>b</p><ul><li>c<ol start="3"><li>d</li></ol></li></ul><blockquote>e</blockquote>',
    ],
  ])('of Teams: %s', (_case, content) => {
    const body = { body: { format: 'html', content }, mentions: [], attachments: [], files: [] } as const;
    expect(textOnScreen(show('html', content))).toBe(readable(plainOfDocument(readTeamsBody(body))));
  });

  it.each([
    [
      'case 22',
      '| Command | Does |\n|---|---|\n| `!access ask|never` | asks, or never asks |',
      /asks, or never/,
    ],
    ['case 23', '| a | b ||\n|---|---|\n| 1 | 2 |', /^a\tb\n1\t2$/],
    ['case 34', ':wave_medium_skin_tone: :thinking: :man_shrugging:', /^👋🏽 🤔 🤷‍♂️$/],
    ['case 35', '![Logo](https://x.example/l.png =50x76 "Icon")', /^Logo$/],
    ['case 37, a plus', '+', /^\+$/],
    ['case 37, a number', '1337.', /^1337\.$/],
    ['case 37, an angle', '>', /^>$/],
    ['tasks', '- [ ] a\n- [x] b', /^- ☐ a\n- ☑ b$/],
  ])('of Mattermost: %s', (_case, post, expected) => {
    const text = textOnScreen(show('markdown', post));
    expect(text).toMatch(expected);
    expect(text).toBe(readable(plainOfDocument(readMattermostBody(post))));
  });
});

describe('the screen’s formatting', () => {
  const classesOf = (root: Element, selector: string): string[] =>
    [...root.querySelectorAll(selector)].map(({ textContent }) => textContent);

  it('marks mentioned people, tags and channels, and marks the user most', () => {
    const mentions = [{ kind: 'person', personId: me, text: '@mira' }] as const;
    const root = show('markdown', '@mira. @nobody #release_1 ~town-square @here `#no`', { mentions });
    expect(classesOf(root, 'bdi')).toEqual(['@mira', '#release_1', '~town-square', '@here']);
    const [mine, other] = root.querySelectorAll('bdi');
    expect(mine?.className).not.toBe(other?.className);
    expect(classesOf(show('html', '<p><at id="0">Harbour crew</at> look</p>'), 'bdi')).toEqual([
      'Harbour crew',
    ]);
  });

  it('leads links without a host to the server (case 31), and nowhere if the server is not known', () => {
    const message = bodyMessage('markdown', '[see post](/eng/pl/abc) [x](javascript:alert(1))');
    const links = (site: string | null): (string | null)[] =>
      [...drawn(readBody(message, site), message).querySelectorAll('[role=link]')].map((link) =>
        link.getAttribute('title'),
      );
    expect(links('https://chat.acme.example/')).toEqual(['https://chat.acme.example/eng/pl/abc']);
    expect(links(null)).toEqual([]);
  });

  it('shows addresses in plain text as links', () => {
    const links = [...show('text', 'a <b>\nhttps://x.example').querySelectorAll('[role=link]')];
    expect(links.map(({ textContent }) => textContent)).toEqual(['https://x.example']);
  });

  it('keeps the hue of colours and mixes them with the page’s own colour', () => {
    const root = show(
      'html',
      '<p><span style="color:#a4262c">stop</span> <span style="font-size:large">big</span></p>',
    );
    const [red, large] = root.querySelectorAll<HTMLElement>('span[style]');
    expect(red?.getAttribute('style')).toMatch(/color-mix\(in oklab, #a4262c/);
    expect(large?.getAttribute('style')).toContain('font-size');
  });

  it('aligns columns of a table as the message says', () => {
    const root = show('markdown', '| a | b |\n|:--|--:|\n| 1 | 2 |');
    expect([...root.querySelectorAll('td')].map((cell) => cell.getAttribute('style'))).toEqual([
      'text-align:left',
      'text-align:right',
    ]);
  });

  it('aligns lines as the message says', () => {
    const root = show(
      'html',
      '<p style="text-align:center">a</p><h1 align="right">b</h1><p>c</p><p align="end">d</p>',
    );
    expect(
      [...root.querySelectorAll('[style]')].map((one) => [one.textContent, one.getAttribute('style')]),
    ).toEqual([
      ['a', 'text-align:center'],
      ['b', 'text-align:right'],
      ['d', 'text-align:end'],
    ]);
  });

  it('shows a custom emoji as its picture if that is a file of the message', () => {
    const source = 'https://graph.example/v1.0/chats/1/messages/2/hostedContents/3/$value';
    const file = fileReference({ inlineSource: source });
    const message = bodyMessage(
      'html',
      `<customemoji id="1" alt="party" source="${source}"></customemoji> <customemoji id="2" alt="parrot"></customemoji>`,
      { files: [file] },
    );
    const root = drawn(readBody(message), message);
    expect([...root.querySelectorAll('span[title]')].map((shown) => shown.getAttribute('title'))).toEqual([
      file.name,
      ':parrot:',
    ]);
  });
});

/** Elements and attributes that a body must never bring into the page. */
const attacks = [
  '<script>alert(1)</script>after',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<style>* { display: none }</style>',
  '<p style="position:fixed;inset:0;background:url(https://evil.example/x)">x</p>',
  '<span style="color:url(https://evil.example/x);background-color:red;position:fixed">x</span>',
  '<div id="root" class="fui-Button" onclick="alert(1)">x</div>',
  '<form action="https://evil.example"><input name=password><button>Sign in</button></form>',
  '<base href="https://evil.example/">',
  '<object data="https://evil.example/x"></object><embed src="https://evil.example/x">',
  '<video src="https://evil.example/x.mp4" autoplay></video><audio src=x onerror=alert(1)></audio>',
  '<img src="https://tracker.example/pixel.gif" srcset="https://tracker.example/2.gif 2x">',
  '<customemoji source="https://tracker.example/e.png" alt="x" onerror="alert(1)"></customemoji>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<codeblock class="x onload=alert(1)"><code><script>alert(1)</script></code></codeblock>',
  '[x](javascript:alert(1))',
  '![x](https://tracker.example/pixel.gif)',
  '<javascript:alert(1)>',
  '[x](https://ok.example/"onmouseover="alert(1))',
  '```html"><script>alert(1)</script>\n<script>\n```',
];
const allowedStyles = /^(?:(?:color|background-color|font-size|text-align):[^;:]*;?)*$/;

describe.each(['html', 'markdown', 'text'] as const)('hostile %s', (format) => {
  it.each(attacks)('%s', (attack) => {
    const root = show(format, attack);
    expect(
      root.querySelectorAll('script, style, img, iframe, form, input, object, embed, video'),
    ).toHaveLength(0);
    for (const element of root.querySelectorAll('*')) {
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^(?:src|srcset|action)$/);
      expect(element.getAttribute('href')).toBeNull();
      expect(element.getAttribute('id')).toBeNull();
      if (!element.closest('svg')) expect(element.getAttribute('style') ?? '').toMatch(allowedStyles);
      if (element.getAttribute('role') === 'link')
        expect(element.getAttribute('title')).toMatch(/^(?:https?|mailto):/);
    }
  });
});
