/**
 * Measures how many typical messages per second are converted, each way, on one core: a body of one service is read into a document and
 * written for the other. Also measures the slowest body of a service's greatest length. The mix is typical for chats: mostly a line or two
 * of text, some with a mention, emoji or link, a few long ones with lists, code, tables and quotes.
 */
import { parseArgs } from 'node:util';
import {
  readMattermostBody,
  writeMattermostBody,
  type MattermostReading,
  type MattermostWriting,
} from '../../../renderer/text/mattermost-markdown/index.ts';
import { readTeamsBody, writeTeamsBody, type TeamsWriting } from '../../../renderer/text/teams-html/index.ts';
import type { Mention, PersonId } from '../../../renderer/model/index.ts';

export interface ConvertFigures {
  readonly toTeamsPerSecond: number;
  readonly toMattermostPerSecond: number;
  /**
   * CPU time of the slowest of the longest posts (16,383 characters), made of one repeated part, and that part; ms. At most 50 is allowed.
   */
  readonly slowestPostMs: number;
  readonly slowestPostOf: string;
  /** The same of Teams' bodies (28 KB). */
  readonly slowestBodyMs: number;
  readonly slowestBodyOf: string;
}

/** Parts that were slow for readers before: unclosed openers, nesting, names, tables, mentions, entities. */
const hostileParts = [
  ...[
    '> ',
    '- ',
    '  - a\n',
    '1. ',
    '* *',
    '**a ',
    '***a**',
    '_a',
    '~~a ',
    '`',
    '``a`',
    '```\n',
    '~~~',
    '```\n~~~\n',
  ],
  ...[
    '[',
    '![',
    '[a](',
    '[a](b)',
    '](',
    '[a]: /b\n[a] [b]',
    '|',
    '|a|\n|-|\n',
    'a\n--\n',
    '<http://',
    '<a@b>',
  ],
  ...['&', '&amp;', '\\*', '@a ', ':smile:', '#t ', '~c ', 'http://a(', 'www.a.b(', 'a.b/', '_*~`['],
];
const hostileTags = [
  ...[
    '<div>',
    '<b>',
    '<p>a',
    '<ul><li>',
    '<blockquote>',
    '<table><tr><td>',
    '<table><tr><td>a</td></tr></table>',
  ],
  ...[
    '<at id="0">A</at>',
    '<attachment id="1">',
    '<emoji alt="🙂">',
    '<a href="https://x.example">',
    '<pre>',
  ],
  ...[
    '<span style="color:red">a</span>',
    '<p style="text-align:center">a</p>',
    '<!--',
    '<',
    '&',
    '&nbsp;',
    ' ',
  ],
];

const ada = 'account/user/ada' as PersonId;
const mentions: readonly Mention[] = [{ kind: 'person', personId: ada, text: 'Ada Okafor' }];

const posts: readonly string[] = [
  'ok',
  'Good morning, everyone',
  'I will look at it after lunch, the build is red since yesterday evening.',
  '@ada can you review https://git.example.org/team/project/pulls/1204 today?',
  'Thanks a lot :tada: :+1:',
  'Two lines\nof text, with snake_case_names and 2 * 3 * 4',
  '**Note:** the release moves to *Thursday* because of `deploy-42`.',
  'See [the minutes](https://wiki.example.org/minutes/2026-11-24 "Minutes") and #planning in ~town-square',
  '1. Freeze\n2. Test\n   - unit\n   - end to end\n3. Ship',
  '```ts\nexport const answer = (): number => {\n  return 42;\n};\n```\nThis is what I meant.',
  '> who has the key?\n\nIt is with @ada.',
  '| Service | State |\n| --- | :---: |\n| Mail | up |\n| Chat | **down** |',
];

const bodies: readonly string[] = [
  '<p>ok</p>',
  '<p>Good morning, everyone</p>',
  '<div><div>I will look at it after lunch, the build is red since yesterday evening.</div></div>',
  '<p><at id="0">Ada Okafor</at>&nbsp;can you review <a href="https://git.example.org/team/project/pulls/1204" title="https://git.example.org/team/project/pulls/1204">https://git.example.org/team/project/pulls/1204</a> today?</p>',
  '<p>Thanks a lot <emoji id="party" alt="🎉" title="Party"></emoji> <emoji id="yes" alt="👍" title="Yes"></emoji></p>',
  '<p>Two lines<br>of text, with snake_case_names and 2 * 3 * 4</p>',
  '<p><strong>Note:</strong> the release moves to <em>Thursday</em> because of <code>deploy-42</code>.</p>',
  '<p>See <a href="https://wiki.example.org/minutes/2026-11-24" title="Minutes">the minutes</a> and #planning &amp; more</p>',
  '<ol><li>Freeze</li><li>Test<ul><li>unit</li><li>end to end</li></ul></li><li>Ship</li></ol>',
  '<codeblock class="TypeScript"><code>export const answer = (): number =&gt; {<br>  return 42;<br>};</code></codeblock><p>This is what I meant.</p>',
  '<blockquote><p>who has the key?</p></blockquote><p>It is with <at id="0">Ada Okafor</at>.</p>',
  '<table><tbody><tr><td><p>Service</p></td><td><p>State</p></td></tr><tr><td>Mail</td><td>up</td></tr><tr><td>Chat</td><td><strong>down</strong></td></tr></tbody></table>',
];

/** The frequency of each message of the mix, in its order. */
const weights = [8, 6, 6, 3, 3, 3, 2, 2, 1, 1, 1, 1];
const mixed = (some: readonly string[]): readonly string[] =>
  some.flatMap((one, at) => Array.from({ length: weights[at] ?? 1 }, () => one));

const reading: MattermostReading = {
  mentioned: (username) => (username === 'ada' ? { kind: 'person', personId: ada } : null),
};
const forTeams: TeamsWriting = {
  mention: () => ({ kind: 'user', id: 'ada', displayName: 'Ada Okafor' }),
};
const forMattermost: MattermostWriting = {
  mention: () => ({ kind: 'user', username: 'ada' }),
  isUsername: (name) => name === 'ada',
};

const toTeams = (post: string): number =>
  writeTeamsBody(readMattermostBody(post, reading), forTeams).content.length;
const toMattermost = (content: string): number =>
  writeMattermostBody(
    readTeamsBody({ body: { format: 'html', content }, mentions, attachments: [], files: [] }),
    forMattermost,
  ).length;

/** CPU time of this process so far, ms. Clock time would include other work on the machine. */
const cpuNow = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** How often the mix is converted between two readings of the clock. One reading costs as much as a message. */
const roundsPerReading = 16;

/** Messages per second of CPU time. Each gets a number of its own, so that no two have the same text. */
const perSecond = (mix: readonly string[], convert: (body: string) => number, seconds: number): number => {
  const started = cpuNow();
  let messages = 0;
  let length = 0;
  while (cpuNow() - started < seconds * 1_000)
    for (let round = 0; round < roundsPerReading; round += 1)
      for (const body of mix) {
        length += convert(body.replace('the', `the ${messages}`));
        messages += 1;
      }
  if (length === 0) throw new Error('Nothing was converted.');
  return Math.round(messages / ((cpuNow() - started) / 1_000));
};

/** The part of which the slowest body of this length is made, by the least CPU time of several readings. */
const slowestOf = (
  parts: readonly string[],
  length: number,
  read: (body: string) => unknown,
): { readonly ms: number; readonly part: string } => {
  let slowest = { ms: 0, part: '' };
  for (const part of parts) {
    const body = part.repeat(Math.ceil(length / part.length)).slice(0, length);
    let ms = Infinity;
    for (let round = 0; round < 8; round += 1) {
      const start = process.cpuUsage();
      read(body);
      const { user, system } = process.cpuUsage(start);
      ms = Math.min(ms, (user + system) / 1_000);
    }
    if (ms > slowest.ms) slowest = { ms, part };
  }
  return slowest;
};

/** Runs the benchmark. `args`: `--seconds N` each way, `--json` (the result is always one JSON line). */
export const benchConvert = (args: readonly string[]): Promise<ConvertFigures> => {
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
  });
  const seconds = Number(values.seconds);
  for (const [mix, convert] of [
    [mixed(posts), toTeams],
    [mixed(bodies), toMattermost],
  ] as const)
    perSecond(mix, convert, 0.5);
  // First, because the longest bodies would leave the readers compiled for unusual messages.
  const toTeamsPerSecond = perSecond(mixed(posts), toTeams, seconds);
  const toMattermostPerSecond = perSecond(mixed(bodies), toMattermost, seconds);
  const post = slowestOf(hostileParts, 16_383, (content) => readMattermostBody(content, reading));
  const body = slowestOf(hostileTags, 28 * 1_024, (content) =>
    readTeamsBody({ body: { format: 'html', content }, mentions, attachments: [], files: [] }),
  );
  return Promise.resolve({
    slowestPostMs: post.ms,
    slowestPostOf: post.part,
    slowestBodyMs: body.ms,
    slowestBodyOf: body.part,
    toTeamsPerSecond,
    toMattermostPerSecond,
  });
};
