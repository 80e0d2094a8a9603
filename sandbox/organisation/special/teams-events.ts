/**
 * Teams system messages: every event detail that Graph v1.0 documents, with the members of its contract, and one that it does not know.
 * People are written as `{ person: key }`. Ids of teams, channels and chats stay null, which the contract allows, because only the tenant
 * knows them.
 */
import type { PersonKey } from '../plan.ts';

export interface TeamsEvent {
  readonly where: 'chat' | 'channel';
  readonly detail: Readonly<Record<string, unknown>>;
}

const guid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`;
const callId = guid('c');

const initiatedBy = (person: PersonKey): Readonly<Record<string, unknown>> => ({
  initiator: { application: null, device: null, user: { person } },
});

/** All events, caused by `by` and, if a person is affected, about `whom`; `at` in ms since 1970. */
export const teamsEvents = (by: PersonKey, whom: PersonKey, at: number): readonly TeamsEvent[] => {
  const event = (
    where: TeamsEvent['where'],
    name: string,
    members: Readonly<Record<string, unknown>> = {},
  ): TeamsEvent => ({
    where,
    detail: { '@odata.type': `#microsoft.graph.${name}EventMessageDetail`, ...members, ...initiatedBy(by) },
  });
  const time = new Date(at).toISOString();
  const app = { teamsAppId: guid('a'), teamsAppDisplayName: 'Tide Tables' };
  return [
    event('chat', 'membersAdded', {
      visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
      members: [{ person: whom }],
    }),
    event('chat', 'membersDeleted', { members: [{ person: whom }] }),
    event('chat', 'membersJoined', { members: [{ person: whom }] }),
    event('chat', 'membersLeft', { members: [{ person: whom }] }),
    event('chat', 'chatRenamed', { chatId: null, chatDisplayName: 'Winter build (final)' }),
    event('chat', 'callStarted', { callId, callEventType: 'call' }),
    event('chat', 'callEnded', {
      callId,
      callDuration: 'PT31M4S',
      callEventType: 'meeting',
      callParticipants: [by, whom].map((person) => ({
        participant: { application: null, device: null, user: { person } },
      })),
    }),
    event('chat', 'callRecording', {
      callId,
      callRecordingDisplayName: 'Weekly.mp4',
      callRecordingUrl: 'https://lanternbay.sharepoint.example/recordings/weekly.mp4',
      callRecordingDuration: 'PT29M50S',
      callRecordingStatus: 'success',
      meetingOrganizer: { application: null, device: null, user: { person: by } },
    }),
    ...['initial', 'chunkFinished', 'failure'].map((callRecordingStatus) =>
      event('chat', 'callRecording', {
        callId,
        callRecordingDisplayName: null,
        callRecordingUrl: null,
        callRecordingDuration: null,
        callRecordingStatus,
        meetingOrganizer: { application: null, device: null, user: { person: by } },
      }),
    ),
    event('chat', 'callTranscript', {
      callId,
      callTranscriptICalUid: 'weekly@lanternbay.example',
      meetingOrganizer: { application: null, device: null, user: { person: by } },
    }),
    event('chat', 'messagePinned', { eventDateTime: time }),
    event('chat', 'messageUnpinned', { eventDateTime: time }),
    event('chat', 'meetingPolicyUpdated', { meetingChatId: null, meetingChatEnabled: true }),
    event('chat', 'conversationMemberRoleUpdated', {
      conversationMemberRoles: ['owner'],
      conversationMemberUser: { person: whom },
    }),
    event('chat', 'teamsAppInstalled', app),
    event('chat', 'teamsAppUpgraded', app),
    event('chat', 'teamsAppRemoved', app),
    event('chat', 'tabUpdated', { tabId: guid('b') }),
    event('channel', 'teamCreated', {
      teamId: null,
      teamDisplayName: 'Lantern Bay',
      teamDescription: 'Everybody',
    }),
    event('channel', 'teamRenamed', { teamId: null, teamDisplayName: 'Lantern Bay' }),
    event('channel', 'teamDescriptionUpdated', {
      teamId: null,
      teamDescription: 'Everybody at Lantern Bay Instruments',
    }),
    event('channel', 'teamJoiningEnabled', { teamId: null }),
    event('channel', 'teamJoiningDisabled', { teamId: null }),
    event('channel', 'teamArchived', { teamId: null }),
    event('channel', 'teamUnarchived', { teamId: null }),
    event('channel', 'channelAdded', { channelId: null, channelDisplayName: 'Moorings' }),
    event('channel', 'channelDeleted', { channelId: null, channelDisplayName: 'Old lamps' }),
    event('channel', 'channelRenamed', { channelId: null, channelDisplayName: 'Lunch & Waves' }),
    event('channel', 'channelDescriptionUpdated', {
      channelId: null,
      channelDescription: 'Food, weather, kittens',
    }),
    event('channel', 'channelSetAsFavoriteByDefault', { channelId: null }),
    event('channel', 'channelUnsetAsFavoriteByDefault', { channelId: null }),
    // An event that the description does not know has the type on which all others are based.
    { where: 'chat', detail: { '@odata.type': '#microsoft.graph.eventMessageDetail' } },
  ];
};
