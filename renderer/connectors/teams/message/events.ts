/** Reads system messages: the thirty kinds of `eventDetail` that Graph documents. */
import type { AccountId, PersonId, SystemEvent, SystemEventKind } from '../../../model/index.ts';
import { asRecord, asRecords, asText, asWebAddress, type JsonRecord } from '../graph/json.ts';
import { opensInTeamsOnly } from '../../../text/teams-html/read/teams-only-address.ts';
import { readIdentity, readUserIdentity } from './identities.ts';

interface Reading {
  readonly kind: SystemEventKind | ((detail: JsonRecord) => SystemEventKind);
  /** How to read the event's value (a new name, an app, a role): the property that holds it, or a function. */
  readonly value?: string | ((detail: JsonRecord) => string);
}

/**
 * A recording's message changes while the recording is made (contract, callRecordingStatus). Without a status the recording is complete.
 */
const recordingKind = ({ callRecordingStatus }: JsonRecord): SystemEventKind => {
  switch (asText(callRecordingStatus)?.toLowerCase()) {
    case 'initial':
      return 'recording-started';
    case 'chunkfinished':
      return 'recording-saving';
    case 'failure':
      return 'recording-failed';
    default:
      return 'recording';
  }
};

const meetingKind = ({ meetingChatEnabled }: JsonRecord): SystemEventKind => {
  if (typeof meetingChatEnabled !== 'boolean') return 'meeting-changed';
  return meetingChatEnabled ? 'meeting-chat-enabled' : 'meeting-chat-disabled';
};

/** Roles are `owner`, `Owner` or `guest`; a member has none. '' if Graph gives no roles. */
const roleOf = ({ conversationMemberRoles: roles }: JsonRecord): string => {
  if (!Array.isArray(roles)) return '';
  const [first = 'member'] = roles.flatMap((role: unknown) => asText(role)?.toLowerCase() ?? []);
  return first;
};

/** The key is the type's name without `#microsoft.graph.` and `EventMessageDetail`. */
const readings: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ['callEnded', { kind: 'call-ended' }],
  ['callRecording', { kind: recordingKind, value: 'callRecordingDisplayName' }],
  ['callStarted', { kind: 'call-started' }],
  ['callTranscript', { kind: 'transcript' }],
  ['channelAdded', { kind: 'created', value: 'channelDisplayName' }],
  ['channelDeleted', { kind: 'channel-deleted', value: 'channelDisplayName' }],
  ['channelDescriptionUpdated', { kind: 'topic-changed', value: 'channelDescription' }],
  ['channelRenamed', { kind: 'renamed', value: 'channelDisplayName' }],
  ['channelSetAsFavoriteByDefault', { kind: 'shown-to-all' }],
  ['channelUnsetAsFavoriteByDefault', { kind: 'not-shown-to-all' }],
  ['chatRenamed', { kind: 'renamed', value: 'chatDisplayName' }],
  ['conversationMemberRoleUpdated', { kind: 'role-changed', value: roleOf }],
  ['meetingPolicyUpdated', { kind: meetingKind }],
  ['membersAdded', { kind: 'members-added' }],
  ['membersDeleted', { kind: 'members-removed' }],
  ['membersJoined', { kind: 'members-joined' }],
  ['membersLeft', { kind: 'members-left' }],
  ['messagePinned', { kind: 'message-pinned' }],
  ['messageUnpinned', { kind: 'message-unpinned' }],
  ['tabUpdated', { kind: 'tab-changed' }],
  ['teamArchived', { kind: 'archived' }],
  ['teamCreated', { kind: 'created', value: 'teamDisplayName' }],
  ['teamDescriptionUpdated', { kind: 'topic-changed', value: 'teamDescription' }],
  ['teamJoiningDisabled', { kind: 'joining-disabled' }],
  ['teamJoiningEnabled', { kind: 'joining-enabled' }],
  ['teamRenamed', { kind: 'renamed', value: 'teamDisplayName' }],
  ['teamsAppInstalled', { kind: 'app-added', value: 'teamsAppDisplayName' }],
  ['teamsAppRemoved', { kind: 'app-removed', value: 'teamsAppDisplayName' }],
  ['teamsAppUpgraded', { kind: 'app-changed', value: 'teamsAppDisplayName' }],
  ['teamUnarchived', { kind: 'unarchived' }],
]);

/** The names above, for the test that compares them with the contract. */
export const knownEventTypes: readonly string[] = [...readings.keys()];

const typeOf = (detail: JsonRecord): string =>
  (asText(detail['@odata.type']) ?? '')
    .replace(/^#?microsoft\.graph\./, '')
    .replace(/EventMessageDetail$/, '');

const peopleOf = (account: AccountId, detail: JsonRecord): readonly PersonId[] => {
  const people = [
    ...asRecords(detail.members).map((member) => readUserIdentity(account, member)),
    ...asRecords(detail.callParticipants).map((participant) =>
      readIdentity(account, participant.participant),
    ),
    readUserIdentity(account, detail.conversationMemberUser),
    // Microsoft's own resource page spells it so.
    readUserIdentity(account, detail.converstaionMemberUser),
  ];
  return [...new Set(people.flatMap((person) => (person ? [person.id] : [])))];
};

/**
 * Reads an event. An unknown or missing detail gives the kind `other`, without the name of Graph's type, because that is no word for
 * people.
 */
export const readEvent = (account: AccountId, value: unknown): SystemEvent => {
  const detail = asRecord(value) ?? {};
  const { kind, value: told }: Reading = readings.get(typeOf(detail)) ?? { kind: 'other' };
  const by = readIdentity(account, detail.initiator) ?? readIdentity(account, detail.meetingOrganizer);
  const recorded = asWebAddress(detail.callRecordingUrl);
  return {
    kind: typeof kind === 'function' ? kind(detail) : kind,
    by: by?.id ?? null,
    people: peopleOf(account, detail),
    value: (typeof told === 'function' ? told(detail) : told && asText(detail[told])) ?? '',
    // Graph gives no sentence. The page makes one from kind, people and value.
    text: null,
    ...(recorded === null || opensInTeamsOnly(recorded) ? {} : { url: recorded }),
  };
};
