/** The Teams side before its history: teams, channels and chats with their members. */
import type { Group } from './names.ts';
import type { Staff } from './people.ts';
import type { PersonKey, PlannedTeam, PlannedTeamsChannel, PlannedTeamsChat } from './plan.ts';
import type { Chooser } from './random.ts';
import type { Topic } from './talk/talk.ts';

export interface TeamsStructure {
  readonly teams: readonly PlannedTeam[];
  readonly channels: readonly (PlannedTeamsChannel & { readonly topics: readonly Topic[] })[];
  readonly chats: readonly (Omit<PlannedTeamsChat, 'readAt' | 'createdAt'> & {
    readonly topics: readonly Topic[];
  })[];
}

interface ChannelSketch {
  readonly name: string;
  readonly about: string;
  readonly topics: readonly Topic[];
  readonly kind?: 'private' | 'shared';
  /** Whether the sample user is in a private or shared channel. */
  readonly sample?: false;
}

interface TeamSketch {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  /** Null for everybody. */
  readonly groups: readonly Group[] | null;
  readonly sample: boolean;
  readonly channels: readonly ChannelSketch[];
}

const sketches: readonly TeamSketch[] = [
  {
    key: 'company',
    name: 'Lantern Bay',
    about: 'Everybody at Lantern Bay Instruments',
    groups: null,
    sample: true,
    channels: [
      { name: 'General', about: 'What everybody should know', topics: ['company'] },
      { name: 'Announcements', about: 'News from the bridge', topics: ['company', 'project'] },
      { name: 'Lunch & Waves', about: 'Food, weather, kittens', topics: ['social'] },
      { name: 'Ask IT', about: 'Moshe knows', topics: ['company', 'platform'] },
      {
        name: 'Boat Club',
        about: 'The company boat, after work',
        topics: ['social', 'field'],
        kind: 'private',
      },
      {
        name: 'Management',
        about: 'Heads of department',
        topics: ['project', 'company'],
        kind: 'private',
        sample: false,
      },
    ],
  },
  {
    key: 'field',
    name: 'Field Operations',
    about: 'Launching, fetching, repairing',
    groups: ['field', 'hardware'],
    sample: true,
    channels: [
      { name: 'General', about: 'All crews', topics: ['field'] },
      { name: 'Weather Windows', about: 'When do we go out?', topics: ['field'] },
      { name: 'Moorings', about: 'Chains, anchors, shackles', topics: ['field', 'firmware'] },
      { name: 'Safety', about: 'Read before you cast off', topics: ['field', 'company'] },
      {
        name: 'Northern Line',
        about: 'The stations north of Kråkö',
        topics: ['field', 'project'],
        kind: 'private',
      },
    ],
  },
  {
    key: 'customers',
    name: 'Customers',
    about: 'Support, sales and projects',
    groups: ['customers', 'office'],
    sample: true,
    channels: [
      { name: 'General', about: 'All customers', topics: ['customers'] },
      { name: 'Support', about: 'Tickets that need more heads', topics: ['customers', 'platform'] },
      { name: 'Renewals', about: 'Contracts', topics: ['customers'], kind: 'private', sample: false },
      {
        name: 'Harbour IT project',
        about: 'Together with Harbour IT',
        topics: ['project', 'customers'],
        kind: 'shared',
      },
    ],
  },
  {
    key: 'hardware',
    name: 'Hardware',
    about: 'Boards, batteries, housings',
    groups: ['hardware'],
    sample: true,
    channels: [
      { name: 'General', about: 'The workshop', topics: ['firmware'] },
      { name: 'Firmware', about: 'What runs on the boards', topics: ['firmware', 'platform'] },
      { name: 'Rev F', about: 'The next board', topics: ['firmware', 'project'], kind: 'private' },
    ],
  },
  {
    key: 'design',
    name: 'Design',
    about: 'Screens, words, research',
    groups: ['design'],
    sample: true,
    channels: [
      { name: 'General', about: 'All of design', topics: ['design'] },
      { name: 'Research', about: 'What people told us', topics: ['design', 'customers'] },
      { name: 'Critique', about: 'Kind but honest', topics: ['design', 'project'] },
    ],
  },
  {
    key: 'finance',
    name: 'Finance',
    about: 'Numbers',
    groups: ['office'],
    sample: false,
    channels: [{ name: 'General', about: 'Numbers', topics: ['company', 'project'] }],
  },
];

const year = 365 * 24 * 3600 * 1000;
const groupTopics: readonly (readonly [string, readonly Topic[]])[] = [
  ['Winter build', ['project', 'firmware']],
  ['Release train', ['platform']],
  ['Summer party', ['social', 'company']],
  ['Saltmouth acceptance test', ['customers', 'project']],
  ['Crew north', ['field']],
  ['Onboarding buddies', ['company', 'social']],
  ['Station page', ['design', 'platform']],
  ['Lighthouse room', ['social']],
];
const meetings: readonly (readonly [string, readonly Topic[]])[] = [
  ['Weekly: platform and field', ['project', 'platform']],
  ['Design review', ['design']],
  ['Kestrel Ferries: kick-off', ['customers', 'project']],
  ['All hands', ['company']],
  ['Interview debrief', ['company', 'chat']],
];

/** Makes the structure for these people. */
export const makeTeamsStructure = (
  staff: readonly Staff[],
  sample: PersonKey,
  now: number,
  chooser: Chooser,
): TeamsStructure => {
  const known = staff.filter(({ person }) => person.microsoft && person.kind !== 'bot');
  const guests = known.filter(({ person }) => person.kind === 'guest').map(({ person }) => person.key);
  const staffKeys = known.filter(({ person }) => person.kind === 'member').map(({ person }) => person.key);
  const others = staffKeys.filter((key) => key !== sample);
  const teams = sketches.map((sketch): PlannedTeam => {
    const { groups } = sketch;
    const members = groups
      ? known
          .filter((one) => groups.includes(one.group) && one.person.key !== sample)
          .map((one) => one.person.key)
      : others;
    const guest = sketch.key === 'customers' ? guests.slice(0, 1) : [];
    const visitors = groups
      ? chooser.some(
          others.filter((key) => !members.includes(key)),
          3,
        )
      : [];
    return {
      key: `teams/${sketch.key}`,
      displayName: sketch.name,
      description: sketch.about,
      members: [...(sketch.sample ? [sample] : []), ...members, ...visitors, ...guest],
      owners: members.slice(0, 2),
    };
  });
  const channels = sketches.flatMap((sketch, at) =>
    sketch.channels.map((channel, position) => {
      const team = teams[at]?.members ?? [];
      const withSample = sketch.sample && channel.sample !== false;
      const own = [
        ...(withSample ? [sample] : []),
        ...chooser.some(
          team.filter((key) => key !== sample),
          7,
        ),
      ];
      return {
        key: `teams/${sketch.key}/${position === 0 ? 'general' : position}`,
        team: `teams/${sketch.key}`,
        displayName: channel.name,
        description: channel.about,
        membershipType: channel.kind ?? ('standard' as const),
        members:
          channel.kind === undefined
            ? []
            : [...new Set([...own, ...(channel.kind === 'shared' ? guests.slice(0, 2) : [])])],
        createdAt: now - 2 * year - chooser.integer(1, 200) * 86_400_000,
        topics: channel.topics,
      };
    }),
  );
  const partners = chooser.some(others, 14);
  const pairs: (readonly [PersonKey, PersonKey])[] = partners.map((other) => [sample, other]);
  if (guests[0] !== undefined) pairs.push([sample, guests[0]]);
  const strangers = chooser.some(others, 12);
  for (let at = 0; at + 1 < strangers.length; at += 2)
    pairs.push([strangers[at] ?? sample, strangers[at + 1] ?? sample]);
  const group = (withSample: boolean, size: number): PersonKey[] => [
    ...(withSample ? [sample] : []),
    ...chooser.some(others, size),
  ];
  const chats: TeamsStructure['chats'] = [
    ...pairs.map((members, at) => ({
      key: `teams/chat/one/${at}`,
      chatType: 'oneOnOne' as const,
      topic: null,
      members,
      topics: ['chat', 'chat', 'project', 'social'] as const,
    })),
    ...groupTopics.map(([topic, topics], at) => ({
      key: `teams/chat/group/${at}`,
      chatType: 'group' as const,
      // People often never name a group chat; Teams then shows its members.
      topic: at % 3 === 2 ? null : topic,
      // The first two have more than eight members: more than a Mattermost group message can hold.
      members: group(at !== 4, at === 0 ? 30 : at === 1 ? 11 : 2 + (at % 5)),
      topics,
    })),
    ...meetings.map(([topic, topics], at) => ({
      key: `teams/chat/meeting/${at}`,
      chatType: 'meeting' as const,
      topic,
      members: group(at !== 4, 4 + 3 * at),
      topics,
    })),
  ];
  return { teams, channels, chats };
};
