/** One post of every kind that Mattermost knows besides plain talk. Each kind overrides fields of a plain post. */
import { mattermostMessage } from '../talk/markup.ts';
import { mattermostEmoji } from '../emoji.ts';
import type { PersonKey, PlannedPost } from '../plan.ts';
import { mentionMark } from '../talk/talk.ts';
import { aftermaths } from './aftermath.ts';
import { foreignTexts, longText } from './foreign.ts';
import type { MattermostKind } from './mattermost-kind.ts';
import { mattermostPluginKinds } from './mattermost-plugins.ts';
import { mattermostSystemKinds } from './mattermost-system.ts';
import { codeBlocks, fenced, markdownPieces } from './snippets.ts';

const says = (name: string, message: string, more: Partial<PlannedPost> = {}): MattermostKind => ({
  name,
  where: 'any',
  make: () => ({ message, ...more }),
});

const inChannels = (kind: MattermostKind): MattermostKind => ({ ...kind, where: 'channel' });

const alarm = {
  from_bot: 'true',
  attachments: [
    {
      fallback: 'LB-113: wave height above 2.5 m',
      color: '#d24b4e',
      pretext: 'A station reports',
      author_name: 'Watchkeeper',
      title: 'LB-113: wave height above 2.5 m',
      title_link: 'https://tidewatch.lanternbay.example/stations/LB-113',
      text: 'Rising since **04:10**, see the [chart](https://tidewatch.lanternbay.example/charts/113).',
      fields: [
        { title: 'Height', value: '2.71 m', short: true },
        { title: 'Wind', value: '31 knots', short: true },
        { title: 'What to do', value: 'Nothing yet. Boats stay in.', short: false },
      ],
      footer: 'Tidewatch alarms',
    },
  ],
};

/** All kinds. */
export const mattermostKinds = (sample: PersonKey): readonly MattermostKind[] => [
  ...aftermaths(sample).map(({ name, text, after }): MattermostKind => ({
    name,
    where: 'any',
    make: ({ person, members, at, now }) => ({
      message: mattermostMessage(text, person),
      ...after({ at, now, members: members.map(({ key }) => key), emoji: mattermostEmoji }),
    }),
  })),
  ...Object.entries(markdownPieces).map(([name, text]) => says(name, text)),
  ...codeBlocks.map((block) => says(`code ${block[0]}`, `This is what I see:\n\n${fenced(block)}`)),
  ...foreignTexts.map(([name, text]) => says(name, text)),
  says('fence without language', '```\nplain\n  text\n```'),
  says('indented code', 'Run this:\n\n    make clean\n    make all'),
  says('task list', '- [x] chain\n- [x] swivel\n- [ ] lamp'),
  says('emoji names', 'Boat is back :tada: :man_rowing_boat: :ocean: (`:not_an_emoji:` is code)'),
  says('unknown emoji name', 'party :lantern_bay_parrot: and a time 10:30:00'),
  says('hashtags', '#retro #winter-build notes will follow'),
  says('mathematics', 'Inline $E = mc^2$ and\n\n```latex\nH_s = 4 \\sqrt{m_0}\n```'),
  says(
    'image in Markdown',
    '![tide curve](https://tidewatch.lanternbay.example/charts/today.png "Tide today")',
  ),
  says('channel link', 'More in ~town-square and ~off-topic.'),
  says('broken Markdown', '**bold without an end, [link without](, `code without, > and | pipes | here'),
  says('html stays text', '<b>not bold</b> <img src=x onerror=alert(1)> &copy;'),
  says('long message', longText(12_000)),
  says('one letter', 'k'),
  inChannels(says('channel mention', '@channel please read before you cast off: new radio channel is 72.')),
  inChannels(says('all mention', '@all lunch is served')),
  inChannels(says('here mention', '@here anybody at the dock?')),
  {
    name: 'mentions',
    where: 'any',
    make: ({ members, person, chooser }) => {
      const who = chooser.some(members, 3).map(({ key }) => mentionMark(key));
      return {
        message: mattermostMessage(`${who.join(' ')} could you please look at this together?`, person),
      };
    },
  },
  says('mention of nobody', '@nobody.here should know'),
  says('important', 'Please all check your boats now, wind is up to 40 knots.', { priority: 'important' }),
  says('urgent', 'Man overboard drill in ten minutes, quay two!', { priority: 'urgent' }),
  says('pinned', 'Harbour office: +00 555 0172, day and night.', { pinned: true }),
  says('pinned table', markdownPieces.table, { pinned: true }),
  says('me', '*waves from the boat*', { type: 'me', props: { message: 'waves from the boat' } }),
  says('own props', 'A post with properties of an integration.', {
    props: { 'example.integration': { id: 7, tags: ['a', 'b'] } },
  }),
  {
    name: 'one file',
    where: 'any',
    make: ({ pool, chooser }) => ({ message: 'Here is the file.', files: [chooser.pick(pool.files)] }),
  },
  {
    name: 'files without words',
    where: 'any',
    make: ({ pool, chooser }) => ({ message: '', files: chooser.some(pool.files, 3) }),
  },
  {
    name: 'ten files',
    where: 'any',
    make: ({ pool }) => ({ message: 'Everything of the tour.', files: pool.files.slice(0, 10) }),
  },
  {
    name: 'one image',
    where: 'any',
    make: ({ pool, chooser }) => ({ message: 'This morning:', files: [chooser.pick(pool.images)] }),
  },
  {
    name: 'images',
    where: 'any',
    make: ({ pool, chooser }) => ({ message: '', files: chooser.some(pool.images, 3) }),
  },
  { ...inChannels(says('bot attachment', '', { props: alarm })), byBot: true },
  {
    ...inChannels(
      says(
        'bot text',
        'Released **gateway 4.2.1** to all regions. [Changes](https://releases.lanternbay.example/gateway/4.2.1)',
        { props: { from_bot: 'true' } },
      ),
    ),
    byBot: true,
  },
  {
    ...inChannels(
      says('webhook with another name', 'Build 2041 failed on `main`.', {
        props: { from_webhook: 'true', override_username: 'Build', webhook_display_name: 'Build' },
      }),
    ),
  },
  ...mattermostSystemKinds,
  ...mattermostPluginKinds,
];
