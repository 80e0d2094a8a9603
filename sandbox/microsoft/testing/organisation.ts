/** A small organisation for tests: every kind of person, team, chat and message once. */
import type {
  Organisation,
  PlannedPerson,
  PlannedTeamsChannel,
  PlannedTeamsChat,
  PlannedTeamsMessage,
} from '../../organisation/plan.ts';
import { emptyTeamsMessage } from '../../organisation/teams-message.ts';
import { guidOf, hexOf } from '../state/ids.ts';

export const startedAt = Date.UTC(2026, 5, 1, 8, 0, 0);
export const tenantId = guidOf(hexOf('tenant'));
export const minute = 60_000;

const person = (
  key: string,
  displayName: string,
  kind: PlannedPerson['kind'],
  upn: string | null,
): PlannedPerson => ({
  key,
  displayName,
  givenName: displayName.split(' ')[0] ?? '',
  surname: displayName.split(' ')[1] ?? '',
  jobTitle: 'Engineer',
  kind,
  password: `${key}-password`,
  microsoft:
    upn === null
      ? null
      : {
          id: guidOf(hexOf(key)),
          userPrincipalName: upn,
          mail: upn.includes('#') ? 'cleo@partner.example' : upn,
        },
  mattermost: null,
});

export const idOf = (key: string): string => guidOf(hexOf(key));

/** So many that `$expand=members` cuts them. */
export const crowd = Array.from({ length: 27 }, (_, index) => `crowd${index}`);

export const message = (
  key: string,
  conversation: string,
  author: string | null,
  at: number,
  content: string,
  more: Partial<PlannedTeamsMessage> = {},
): PlannedTeamsMessage => ({
  ...emptyTeamsMessage(key, conversation, author, at),
  content,
  ...more,
});

const chat = (
  key: string,
  chatType: PlannedTeamsChat['chatType'],
  topic: string | null,
  members: string[],
): PlannedTeamsChat => ({
  key,
  chatType,
  topic,
  members,
  createdAt: startedAt - 60 * minute,
  readAt: {},
});

const channel = (
  key: string,
  displayName: string,
  more: Partial<PlannedTeamsChannel> = {},
): PlannedTeamsChannel => ({
  key,
  team: 'platform',
  displayName,
  description: `About ${displayName}`,
  membershipType: 'standard',
  members: [],
  createdAt: startedAt - 90 * minute,
  ...more,
});

/** The plan; `messages` come on top of none. */
export const organisation = (messages: readonly PlannedTeamsMessage[] = []): Organisation => ({
  seed: 7,
  name: 'Test Works',
  tenantId,
  people: [
    person('ada', 'Ada Okafor', 'member', 'ada@testworks.example'),
    person('ben', 'Ben Silva', 'member', 'ben@testworks.example'),
    person('cleo', 'Cleo Guest', 'guest', 'cleo_partner.example#EXT#@testworks.example'),
    person('dora', 'Dora Elsewhere', 'guest', 'dora@elsewhere.example'),
    person('robo', 'Robo Bot', 'bot', 'robo@testworks.example'),
    person('mina', 'Mina Only', 'member', null),
    ...crowd.map((key, index) => person(key, `Crowd ${index}`, 'member', `${key}@testworks.example`)),
  ],
  sampleUser: 'ada',
  teams: {
    teams: [
      {
        key: 'platform',
        displayName: 'Platform',
        description: 'The platform team',
        members: ['ada', 'ben', 'robo'],
        owners: ['ada'],
      },
      { key: 'other', displayName: 'Other', description: '', members: ['ben'], owners: ['ben'] },
    ],
    channels: [
      channel('general', 'General'),
      channel('secret', 'Secret', {
        membershipType: 'private',
        members: ['ben'],
        createdAt: startedAt - 80 * minute,
      }),
      channel('together', 'Together', {
        team: 'other',
        membershipType: 'shared',
        members: ['ada', 'ben'],
        createdAt: startedAt - 70 * minute,
      }),
    ],
    chats: [
      chat('direct', 'oneOnOne', null, ['ada', 'ben']),
      chat('group', 'group', 'Lunch', ['ada', 'ben', 'cleo']),
      chat('crowd', 'group', 'Everybody', ['ada', ...crowd]),
      chat('meeting', 'meeting', 'Weekly', ['ben', 'ada']),
      chat('federated', 'group', 'With Dora', ['ada', 'dora']),
      chat('foreign', 'oneOnOne', null, ['ben', 'cleo']),
    ],
    messages,
  },
  mattermost: { teams: [], channels: [], posts: [] },
});
