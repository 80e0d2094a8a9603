/** A small Graph for tests: one user, one team with a channel, one chat. */
import type { Change, ConversationFacts, Person } from '../../../model/index.ts';
import { chatList } from '../reading/chats.ts';
import { userProperties } from '../reading/people.ts';
import type { Script } from './scripted.ts';

const me = `/me?$select=${userProperties}`;
export const member = (id: string, more: object = {}) => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  roles: [],
  displayName: `Name ${id}`,
  userId: id,
  email: `${id.toUpperCase()}@contoso.example`,
  tenantId: 'tenant',
  ...more,
});
export const sampleChat = (id: string, more: object = {}) => ({
  id,
  topic: null,
  chatType: 'group',
  webUrl: 'https://teams.microsoft.com/l/chat/x',
  viewpoint: { isHidden: false, lastMessageReadDateTime: '2023-11-14T22:13:20Z' },
  members: [member('me'), member('u1')],
  lastMessagePreview: { id: '1', createdDateTime: '2023-11-14T22:13:30Z' },
  ...more,
});

/** The least that an overview needs. */
export const least: Script = {
  [me]: {
    id: 'me',
    displayName: 'Ada',
    userPrincipalName: 'ada@contoso.example',
    mail: 'Ada@Contoso.example',
    jobTitle: 'Engineer',
  },
  '/me/joinedTeams': { value: [{ id: 't', displayName: 'Field', description: 'out there' }] },
  '/me/teamwork/associatedTeams': {
    value: [
      { id: 't', displayName: 'Field' },
      { id: 'host', displayName: 'Partners' },
    ],
  },
  '/teams/t/allChannels': {
    value: [{ id: '19:k', displayName: 'General', description: null, membershipType: 'standard' }],
  },
  '/teams/host/allChannels': { value: [] },
  [chatList]: { value: [sampleChat('19:c')] },
};

export const conversations = (changes: readonly Change[]): ConversationFacts[] =>
  changes.flatMap((change) => (change.kind === 'conversation' ? [change.conversation] : []));
export const peopleOf = (changes: readonly Change[]): Person[] =>
  changes.flatMap((change) => (change.kind === 'person' ? [change.person] : []));
