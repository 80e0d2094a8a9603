/** One message of every kind that Teams knows besides plain talk. Each kind overrides fields of a plain message. */
import { escapeHtml, teamsBody } from '../talk/markup.ts';
import type { AttachmentPool } from '../attachments.ts';
import { teamsEmoji } from '../emoji.ts';
import type { PersonKey, PlannedPerson, PlannedTeamsMessage } from '../plan.ts';
import type { Chooser } from '../random.ts';
import { mentionMark } from '../talk/talk.ts';
import { aftermaths } from './aftermath.ts';
import { foreignTexts, longText } from './foreign.ts';
import { codeBlocks, fenced, markdownPieces } from './snippets.ts';
import { forwardedPicture, hangingKinds } from './teams-hanging.ts';

export interface TeamsKind {
  readonly name: string;
  readonly where: 'chat' | 'channel' | 'any';
  /** Whether a bot says it. */
  readonly byBot?: true;
  readonly make: (scene: TeamsScene) => Partial<PlannedTeamsMessage>;
}

export interface TeamsScene {
  readonly members: readonly PlannedPerson[];
  readonly person: (key: string) => PlannedPerson;
  readonly pool: AttachmentPool;
  readonly chooser: Chooser;
  readonly at: number;
  readonly now: number;
}

const markdownKind = (name: string, text: string): TeamsKind => ({
  name,
  where: 'any',
  make: ({ person }) => teamsBody(text, false, person),
});

const html = (name: string, content: string, more: Partial<PlannedTeamsMessage> = {}): TeamsKind => ({
  name,
  where: 'any',
  make: () => ({ contentType: 'html', content, ...more }),
});

const card = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.4',
  body: [
    { type: 'TextBlock', text: 'On duty this week', size: 'Large', weight: 'Bolder', wrap: true },
    { type: 'TextBlock', text: 'Hand-over is on **Monday at 9:00**.', wrap: true },
    {
      type: 'FactSet',
      facts: [
        { title: 'Platform', value: 'Mateusz' },
        { title: 'Field', value: 'Siobhán' },
      ],
    },
  ],
  actions: [{ type: 'Action.OpenUrl', title: 'Open the rota', url: 'https://rota.lanternbay.example/week' }],
};

/** All kinds. */
export const teamsKinds = (sample: PersonKey): readonly TeamsKind[] => [
  ...aftermaths(sample).map(({ name, text, after }): TeamsKind => ({
    name,
    where: 'any',
    make: ({ person, members, at, now }) => ({
      ...teamsBody(text, false, person),
      ...after({ at, now, members: members.map(({ key }) => key), emoji: teamsEmoji }),
    }),
  })),
  ...Object.entries(markdownPieces).map(([name, text]) => markdownKind(name, text)),
  ...codeBlocks.map((block) => markdownKind(`code ${block[0]}`, `This is what I see:\n\n${fenced(block)}`)),
  ...foreignTexts.map(([name, text]) => html(name, `<p>${escapeHtml(text)}</p>`)),
  {
    name: 'plain text',
    where: 'any',
    make: () => ({ contentType: 'text', content: 'Sent by a script: 4 < 5 & that is fine.\nSecond line.' }),
  },
  html(
    'emoji tag',
    '<p>Boat is back <emoji id="smile" alt="🙂" title="Smile"></emoji><emoji id="1f389_partypopper" alt="🎉" title="Party popper"></emoji></p>',
  ),
  html(
    'styles',
    '<p><span style="color:#c4314b">Red</span>, <u>underlined</u>, <s>struck</s>, H<sub>2</sub>O, 10<sup>3</sup>, <span style="font-size:large">large</span>.</p>',
  ),
  html(
    'teams table',
    '<table><tbody><tr><td><p>crew</p></td><td><p>boat</p></td></tr><tr><td><p>north</p></td><td><p>Alma</p></td></tr><tr><td><p>south</p></td><td><p>&nbsp;</p></td></tr></tbody></table>',
  ),
  html(
    'nested divs',
    '<div><div><div>Sent from my phone</div>\n<div>&nbsp;</div>\n<div itemprop="copy-paste-block">with three <strong>divs</strong> around it</div></div></div>',
  ),
  html('empty paragraph', '<p>&nbsp;</p>'),
  html('important', '<p>Please all check your boats now, wind is up to 40 knots.</p>', {
    importance: 'high',
  }),
  html('urgent', '<p>Man overboard drill in ten minutes, quay two!</p>', { importance: 'urgent' }),
  {
    name: 'subject',
    where: 'channel',
    make: () => ({
      subject: 'Crew plan for the winter',
      content: '<p>Draft below, comments until Friday.</p>',
    }),
  },
  {
    name: 'subject and importance',
    where: 'channel',
    make: () => ({
      subject: 'Crane & slipway: closed',
      importance: 'high',
      content: '<p>From Monday to Wednesday.</p>',
    }),
  },
  { name: 'long message', where: 'any', make: ({ person }) => teamsBody(longText(9_000), false, person) },
  {
    name: 'mentions',
    where: 'any',
    make: ({ members, person, chooser }) => {
      const who = chooser.some(members, 3).map(({ key }) => mentionMark(key));
      return teamsBody(`${who.join(', ')}: could you please look at this together?`, false, person);
    },
  },
  {
    name: 'code snippet',
    where: 'any',
    make: () => ({
      content: '<p>See the snippet</p>',
      codeSnippet: { language: 'python', code: codeBlocks[0]?.[1] ?? '' },
    }),
  },
  {
    name: 'one file',
    where: 'any',
    make: ({ pool, chooser }) => ({ content: '<p>Here is the file.</p>', files: [chooser.pick(pool.files)] }),
  },
  {
    name: 'three files',
    where: 'any',
    make: ({ pool, chooser }) => ({
      content: '<p>All three versions:</p>',
      files: chooser.some(pool.files, 3),
    }),
  },
  {
    name: 'one image',
    where: 'any',
    make: ({ pool, chooser }) => ({ content: '<p>This morning:</p>', images: [chooser.pick(pool.images)] }),
  },
  {
    name: 'images without words',
    where: 'any',
    make: ({ pool, chooser }) => ({ content: '', images: chooser.some(pool.images, 2) }),
  },
  ...Object.entries(hangingKinds).map(([name, hung]): TeamsKind => ({
    name,
    where: 'any',
    make: () => ({ content: '<p>Look:</p>', hanging: [hung] }),
  })),
  {
    name: 'forwarded picture',
    where: 'any',
    make: ({ pool, chooser }) => ({
      content: '',
      images: [chooser.pick(pool.images)],
      hanging: [forwardedPicture],
    }),
  },
  html(
    'code block of Teams',
    '<p itemtype="http://schema.skype.com/CodeBlockEditor" id="x_codeBlockEditor-1">&nbsp;</p><pre class="language-python" itemid="codeBlockEditor-1"><code><span class="hljs-built_in">print</span>(<span class="hljs-string">"tide"</span>)</code></pre><p>&nbsp;</p>',
  ),
  html(
    'table in a table',
    '<table><tr><td>Order</td><td><table><tr><td>Bolt</td><td>40</td></tr><tr><td>Nut</td><td>12</td></tr></table></td></tr></table>',
  ),
  html(
    'GIF',
    '<p>&nbsp;</p><readonly title="Wave (GIF Image)" itemtype="http://schema.skype.com/Giphy" contenteditable="false"><img style="height:auto;margin-top:4px" alt="Wave (GIF Image)" height="250" width="350" src="https://media.giphy.example/wave.gif" itemtype="http://schema.skype.com/Giphy"></readonly><p>&nbsp;</p>',
  ),
  html(
    'film in the text',
    '<p>The launch: <video src="https://as-prod.asyncgw.teams.microsoft.com/v1/objects/0-eus-d3-1f/views/video" itemscope="" itemtype="http://schema.skype.com/AMSVideo" width="256" height="144" data-duration="PT27S" alt="Media"></video></p>',
  ),
  html(
    'title that repeats',
    '<p><a href="https://docs.lanternbay.example/Rota.MD" title="https://docs.lanternbay.example/rota.md">https://docs.lanternbay.example/Rota.MD</a></p>',
  ),
  {
    name: 'short names',
    where: 'any',
    make: ({ members }) => {
      const two = members.slice(0, 2);
      const marks = two.map(
        ({ displayName }, at) => `<at id="${at}">${escapeHtml(displayName.split(' ')[0] ?? '')}</at>`,
      );
      return { content: `<p>${marks.join(' and ')}, look</p>`, mentions: two.map(({ key }) => key) };
    },
  },
  { name: 'card', where: 'any', byBot: true, make: () => ({ content: '', card }) },
  {
    name: 'bot text',
    where: 'any',
    byBot: true,
    make: () => ({
      content: '<p>On duty from today: <strong>Mateusz</strong> and <strong>Siobhán</strong>.</p>',
    }),
  },
];
