/** Cases of Mattermost's own plugin, and its defects, for text to Teams (see plugin.test.ts). */
import { describe, expect, it } from 'vitest';
import { readMattermostBody } from '../mattermost-markdown/index.ts';
import { writeTeamsBody, type TeamsBody } from '../teams-html/index.ts';
import { mattermostReading, teamsWriting } from './testing/crossing.ts';

const toTeams = (markdown: string): TeamsBody =>
  writeTeamsBody(readMattermostBody(markdown, mattermostReading), teamsWriting);

describe('cases of the plugin: mentions from Mattermost', () => {
  it.each([
    ['a person', '@ada hi', '<p><at id="0">Ada Okafor</at> hi</p>', 1],
    ['everybody and a person', '@all @ada', '<p><at id="0">Everyone</at> <at id="1">Ada Okafor</at></p>', 2],
    [
      '@channel and @here as everybody',
      '@channel @here',
      '<p><at id="0">Everyone</at> <at id="1">Everyone</at></p>',
      2,
    ],
    ['somebody unknown as their name', '@nobody hi', '<p>@nobody hi</p>', 0],
    [
      '#393, #309 a name keeps the full stop that follows',
      'ask @ada.',
      '<p>ask <at id="0">Ada Okafor</at>.</p>',
      1,
    ],
    [
      'a name with a full stop and one after it',
      '@miguel.cruz.',
      '<p><at id="0">Miguel de la Cruz</at>.</p>',
      1,
    ],
    [
      'a longer name is not the shorter (@johnx … @john)',
      '@adax and @ada',
      '<p>@adax and <at id="0">Ada Okafor</at></p>',
      1,
    ],
    ['in code', '`@ada` and\n```\n@all\n```', '<p><code>@ada</code> and</p><pre><code>@all</code></pre>', 0],
    ['in an e-mail address', 'mail x@ada', '<p>mail x@ada</p>', 0],
    ['in a link', '[@ada](https://x.example)', '<p><a href="https://x.example">@ada</a></p>', 0],
    [
      'in an address',
      'https://x.example/@ada',
      '<p><a href="https://x.example/@ada">https://x.example/@ada</a></p>',
      0,
    ],
  ])('%s', (_name, markdown, html, count) => {
    const body = toTeams(markdown);
    expect(body.content).toBe(html);
    expect(body.mentions.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, at) => at));
  });
});

describe('defects of the plugin, from Mattermost', () => {
  it.each([
    ['single newlines were lost', 'a\nb', '<p>a<br>b</p>'],
    ['emoji aliases were replaced inside code', '`:smile:` :smile:', '<p><code>:smile:</code> 😄</p>'],
    [
      'emoji aliases were replaced inside fenced code',
      '```\n:smile:\n```',
      '<pre><code>:smile:</code></pre>',
    ],
    ['custom emoji keep their name', ':nosuch:', '<p>:nosuch:</p>'],
    ['task lists were plain', '- [ ] a\n- [x] b', '<ul><li>☐ a</li><li>☑ b</li></ul>'],
    ['LaTeX was nothing', '```latex\nx\n```', '<codeblock class="latex"><code>x</code></codeblock>'],
    [
      'sizes of pictures were text',
      '![a](https://x.example/a.png =10x20)',
      '<p><img src="https://x.example/a.png" alt="a" width="10" height="20"></p>',
    ],
    ['hashtags stay text', '#tag', '<p>#tag</p>'],
    ['channels stay text where nothing better is known', '~town-square', '<p>~town-square</p>'],
    [
      'the class of a code block differed between create and edit',
      '```js\nx\n```',
      '<codeblock class="JavaScript"><code>x</code></codeblock>',
    ],
    [
      '#209 Markdown turned to HTML by an edit: what is typed as tags is text',
      '<b>a</b>',
      '<p>&lt;b&gt;a&lt;/b&gt;</p>',
    ],
    [
      '#163 formatting',
      '**a** _b_ ~~c~~ `d`',
      '<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>',
    ],
    ['#163 headings', '# a\n### b', '<h1>a</h1><h3>b</h3>'],
  ])('%s', (_name, markdown, html) => {
    expect(toTeams(markdown).content).toBe(html);
  });
});
