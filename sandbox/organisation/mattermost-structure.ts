/** The Mattermost side before its history: teams, channels, direct and group messages with their members. */
import { createHash } from 'node:crypto';
import type { Group } from './names.ts';
import type { Staff } from './people.ts';
import type { PersonKey, PlannedMattermostChannel, PlannedTeam } from './plan.ts';
import type { Chooser } from './random.ts';
import type { Topic } from './talk/talk.ts';

type Sketched = Omit<PlannedMattermostChannel, 'readAt'> & { readonly topics: readonly Topic[] };

export interface MattermostStructure {
  readonly teams: readonly PlannedTeam[];
  readonly channels: readonly Sketched[];
}

interface ChannelSketch {
  readonly name: string;
  readonly displayName: string;
  readonly header: string;
  readonly topics: readonly Topic[];
  readonly isPrivate?: true;
  readonly sample?: false;
}

interface TeamSketch {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly groups: readonly Group[] | null;
  readonly sample: boolean;
  readonly topics: readonly Topic[];
  readonly channels: readonly ChannelSketch[];
}

const channel = (
  name: string,
  displayName: string,
  header: string,
  topics: readonly Topic[],
  extra: Partial<ChannelSketch> = {},
): ChannelSketch => ({
  name,
  displayName,
  header,
  topics,
  ...extra,
});

const sketches: readonly TeamSketch[] = [
  {
    key: 'platform',
    name: 'Platform',
    about: 'Those who keep the readings flowing',
    groups: ['platform'],
    sample: true,
    topics: ['platform', 'project'],
    channels: [
      channel('incidents', 'Incidents', 'On call: [rota](https://rota.lanternbay.example/week) | be kind', [
        'platform',
      ]),
      channel('releases', 'Releases', 'What goes out, and when', ['platform', 'project']),
      channel('ingest', 'Ingest', 'From the antenna to the table', ['platform', 'firmware']),
      channel('on-call', 'On call', '', ['platform', 'chat'], { isPrivate: true }),
      channel('security', 'Security', 'Nothing leaves this channel', ['platform', 'company'], {
        isPrivate: true,
        sample: false,
      }),
    ],
  },
  {
    key: 'lantern-bay',
    name: 'Lantern Bay',
    about: 'Everybody',
    groups: null,
    sample: true,
    topics: ['company', 'social'],
    channels: [
      channel('announcements', 'Announcements', 'Few words, important ones', ['company']),
      channel('photo-club', 'Photo club 📷', 'Theme of the month: **rust**', ['social']),
      channel('books', 'Books', '', ['social']),
    ],
  },
  {
    key: 'firmware',
    name: 'Firmware',
    about: 'Boards and what runs on them',
    groups: ['hardware'],
    sample: true,
    topics: ['firmware'],
    channels: [
      channel('rev-f', 'Rev F', 'The next board', ['firmware', 'project']),
      channel('modem', 'Modem', 'Errata: https://wiki.lanternbay.example/modem', ['firmware']),
      channel('lab-bookings', 'Lab bookings', '', ['firmware', 'chat']),
    ],
  },
  {
    key: 'field',
    name: 'Field',
    about: 'Crews and boats',
    groups: ['field'],
    sample: true,
    topics: ['field'],
    channels: [
      channel('weather', 'Weather', 'Only look, do not trust', ['field']),
      channel('recoveries', 'Recoveries', 'What the sea gave back', ['field']),
      channel('skippers', 'Skippers', '', ['field', 'chat'], { isPrivate: true, sample: false }),
    ],
  },
  {
    key: 'product',
    name: 'Product & Design',
    about: 'What we build, and why',
    groups: ['design', 'customers'],
    sample: true,
    topics: ['design', 'project'],
    channels: [
      channel('research', 'Research', '', ['design', 'customers']),
      channel('support-escalations', 'Support escalations', 'Ticket first, then here', [
        'customers',
        'platform',
      ]),
      channel('words', 'Words', 'Station, not site', ['design']),
    ],
  },
  {
    key: 'admins',
    name: 'Admins',
    about: 'Keys to the cellar',
    groups: ['office'],
    sample: false,
    topics: ['company'],
    channels: [],
  },
];

const year = 365 * 24 * 3600 * 1000;

/** The name Mattermost gives a direct channel: both ids, sorted. */
export const directName = (first: string, second: string): string => [first, second].sort().join('__');

/** The name of a group message: SHA-1 of its members' sorted ids. */
export const groupName = (ids: readonly string[]): string =>
  createHash('sha1')
    .update([...ids].sort().join(''))
    .digest('hex');

/** Makes the structure for these people. */
export const makeMattermostStructure = (
  staff: readonly Staff[],
  sample: PersonKey,
  now: number,
  chooser: Chooser,
): MattermostStructure => {
  const known = staff.filter(({ person }) => person.mattermost);
  const members = known.filter(({ person }) => person.kind === 'member');
  const others = members.map(({ person }) => person.key).filter((key) => key !== sample);
  const guests = known.filter(({ person }) => person.kind === 'guest').map(({ person }) => person.key);
  const bots = known.filter(({ person }) => person.kind === 'bot').map(({ person }) => person.key);
  const account = (key: PersonKey): { id: string; username: string } => {
    const found = known.find(({ person }) => person.key === key)?.person.mattermost;
    if (!found) throw new Error(`${key} has no account`);
    return found;
  };
  const teams = sketches.map((sketch): PlannedTeam => {
    const { groups } = sketch;
    const own = groups
      ? members
          .filter((one) => groups.includes(one.group))
          .map((one) => one.person.key)
          .filter((key) => key !== sample)
      : others;
    const visitors = groups
      ? chooser.some(
          others.filter((key) => !own.includes(key)),
          4,
        )
      : [];
    // Bots must be members of a team to post there (facts, Mattermost: bots).
    return {
      key: `mm/${sketch.key}`,
      displayName: sketch.name,
      description: sketch.about,
      members: [
        ...(sketch.sample ? [sample] : []),
        ...own,
        ...visitors,
        ...bots,
        ...(sketch.key === 'product' ? guests : []),
      ],
      owners: own.slice(0, 1),
    };
  });
  const channels = sketches.flatMap((sketch, at) => {
    const team = teams[at]?.members ?? [];
    const everywhere = [
      channel('town-square', 'Town Square', '', sketch.topics),
      channel('off-topic', 'Off-Topic', '', ['social']),
    ];
    return [...everywhere, ...sketch.channels].map((one, position): Sketched => {
      const rest = team.filter((key) => key !== sample && !bots.includes(key));
      const some =
        position < 2 ? rest : chooser.some(rest, one.isPrivate ? 5 : Math.ceil(rest.length * 0.75));
      return {
        key: `mm/${sketch.key}/${one.name}`,
        team: `mm/${sketch.key}`,
        type: one.isPrivate ? 'P' : 'O',
        name: one.name,
        displayName: one.displayName,
        header: one.header,
        purpose: '',
        members: [...(sketch.sample && one.sample !== false ? [sample] : []), ...some, ...bots],
        createdAt: now - 2 * year - chooser.integer(1, 200) * 86_400_000,
        topics: one.topics,
      };
    });
  });
  const direct = (number: number, first: PersonKey, second: PersonKey): Sketched => ({
    key: `mm/direct/${number}`,
    team: null,
    type: 'D',
    name: directName(account(first).id, account(second).id),
    displayName: '',
    header: '',
    purpose: '',
    members: [first, second],
    createdAt: 0,
    topics: ['chat', 'chat', 'project', 'social'],
  });
  const group = (number: number, keys: readonly PersonKey[]): Sketched => ({
    key: `mm/group/${number}`,
    team: null,
    type: 'G',
    name: groupName(keys.map((key) => account(key).id)),
    displayName: keys
      .map((key) => account(key).username)
      .sort()
      .join(', '),
    header: '',
    purpose: '',
    members: keys,
    createdAt: 0,
    topics: ['project', 'chat', 'social', 'platform'],
  });
  const strangers = chooser.some(others, 12);
  const pairs: (readonly [PersonKey, PersonKey])[] = [
    ...[...chooser.some(others, 12), ...bots.slice(0, 1), ...guests.slice(0, 1)].map(
      (other) => [sample, other] as const,
    ),
    ...Array.from(
      { length: 6 },
      (_, at) => [strangers[2 * at] ?? sample, strangers[2 * at + 1] ?? sample] as const,
    ),
  ];
  // Three to eight people fit into a group message (facts, Mattermost: direct channels).
  const groups = [2, 3, 4, 5, 6, 7].map((size) => [sample, ...chooser.some(others, size)]);
  groups.push(chooser.some(others, 3), chooser.some(others, 5));
  return {
    teams,
    channels: [
      ...channels,
      ...pairs.map(([first, second], number) => direct(number, first, second)),
      ...groups.map((keys, number) => group(number, keys)),
    ],
  };
};
