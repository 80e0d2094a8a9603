/** Small organisations beside the first one: another company that invites guests, and personal Microsoft accounts. */
import { guidOf, hexOf } from '../microsoft/state/ids.ts';
import type { Organisation, PlannedPerson, PlannedTeamsMessage } from './plan.ts';
import { emptyTeamsMessage } from './teams-message.ts';

const minute = 60_000;

/** Personal accounts have ids of this form: zeros, then the account's own number. */
const personalId = (name: string): string =>
  `00000000-0000-0000-${hexOf(name).slice(0, 4)}-${hexOf(name).slice(4, 16)}`;

/** The person of the other company. */
export const partnerHost = 'petra';

const employee = (key: string, displayName: string): PlannedPerson => ({
  key,
  displayName,
  givenName: displayName.split(' ')[0] ?? '',
  surname: displayName.split(' ')[1] ?? '',
  jobTitle: 'Buyer',
  kind: 'member',
  password: `${key}-password`,
  microsoft: {
    id: guidOf(hexOf(`partner/${key}`)),
    userPrincipalName: `${key}@partnerworks.example`,
    mail: `${key}@partnerworks.example`,
  },
  mattermost: null,
});

/** The user of an invitation, as Entra makes it: a new object id and user principal name, and the home address as mail. */
const invited = (person: PlannedPerson, address: string): PlannedPerson => ({
  ...person,
  kind: 'guest',
  microsoft: {
    id: guidOf(hexOf(`partner/guest/${person.key}`)),
    userPrincipalName: `${address.replace('@', '_')}#EXT#@partnerworks.example`,
    mail: address,
  },
  mattermost: null,
});

const said = (
  key: string,
  conversation: string,
  author: string,
  at: number,
  content: string,
): PlannedTeamsMessage => ({
  ...emptyTeamsMessage(key, conversation, author, at),
  content: `<p>${content}</p>`,
});

/**
 * Another company, which has invited `guest` (a person with a Microsoft account in the first one): a team, a chat of two and a group chat,
 * each with a message or two from before `now` (ms).
 */
export const partnerOrganisation = (guest: PlannedPerson, now: number): Organisation => {
  const address = guest.microsoft?.userPrincipalName;
  if (address === undefined) throw new Error(`${guest.key} has no Microsoft account`);
  const members = [partnerHost, guest.key];
  const createdAt = now - 60 * minute;
  const chat = { members, createdAt, readAt: {} };
  return {
    seed: 23,
    name: 'Partner Works',
    tenantId: guidOf(hexOf('partner tenant')),
    people: [
      employee(partnerHost, 'Petra Partner'),
      employee('paul', 'Paul Partner'),
      invited(guest, address),
    ],
    sampleUser: guest.key,
    teams: {
      teams: [
        {
          key: 'joint',
          displayName: 'Joint work',
          description: 'What both companies do together',
          members,
          owners: [partnerHost],
        },
      ],
      channels: [
        {
          key: 'joint/general',
          team: 'joint',
          displayName: 'General',
          description: '',
          membershipType: 'standard',
          members: [],
          createdAt,
        },
      ],
      chats: [
        { key: 'partner/direct', chatType: 'oneOnOne', topic: null, ...chat },
        {
          key: 'partner/group',
          chatType: 'group',
          topic: 'Contract',
          ...chat,
          members: [...members, 'paul'],
        },
      ],
      messages: [
        said('partner/1', 'partner/direct', partnerHost, now - 40 * minute, 'Welcome to our tenant.'),
        said('partner/2', 'partner/direct', guest.key, now - 39 * minute, 'Glad to be a guest here.'),
        said('partner/3', 'partner/group', 'paul', now - 30 * minute, 'The contract is nearly done.'),
        said(
          'partner/4',
          'joint/general',
          partnerHost,
          now - 20 * minute,
          'Our joint plan is in the channel.',
        ),
      ],
    },
    mattermost: { teams: [], channels: [], posts: [] },
  };
};

/**
 * Personal Microsoft accounts: the content of the tenant of all of them. Nobody there has Teams.
 * @param tenantId the personal tenant's
 * @param names addresses; the password of each is `personal-password`
 */
export const personalOrganisation = (tenantId: string, names: readonly string[]): Organisation => ({
  seed: 29,
  name: 'Personal accounts',
  tenantId,
  people: names.map((name) => ({
    ...employee(name, 'Perry Private'),
    password: 'personal-password',
    microsoft: { id: personalId(name), userPrincipalName: name, mail: name },
  })),
  sampleUser: names[0] ?? '',
  teams: { teams: [], channels: [], chats: [], messages: [] },
  mattermost: { teams: [], channels: [], posts: [] },
});
