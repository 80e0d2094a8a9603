/** System messages: the thirty kinds of `eventDetail` that Graph documents, as what happened. */
import type { AccountId, PersonId, SystemEvent, SystemEventKind } from '../../../model/index.ts';
import { asRecord, asRecords, asText, type JsonRecord } from '../json.ts';
import { readIdentity, readUser } from './identities.ts';

interface Reading {
  readonly kind: SystemEventKind;
  /** The property whose text is the event's value (a new name, an app, a recording). */
  readonly value?: string;
}

/** By the type's name without `#microsoft.graph.` and `EventMessageDetail`. */
const readings: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ['callEnded', { kind: 'call-ended' }],
  ['callRecording', { kind: 'recording', value: 'callRecordingDisplayName' }],
  ['callStarted', { kind: 'call-started' }],
  ['callTranscript', { kind: 'recording' }],
  ['channelAdded', { kind: 'created', value: 'channelDisplayName' }],
  ['channelDeleted', { kind: 'other', value: 'channelDisplayName' }],
  ['channelDescriptionUpdated', { kind: 'topic-changed', value: 'channelDescription' }],
  ['channelRenamed', { kind: 'renamed', value: 'channelDisplayName' }],
  ['channelSetAsFavoriteByDefault', { kind: 'other' }],
  ['channelUnsetAsFavoriteByDefault', { kind: 'other' }],
  ['chatRenamed', { kind: 'renamed', value: 'chatDisplayName' }],
  ['conversationMemberRoleUpdated', { kind: 'other' }],
  ['meetingPolicyUpdated', { kind: 'other' }],
  ['membersAdded', { kind: 'members-added' }],
  ['membersDeleted', { kind: 'members-removed' }],
  ['membersJoined', { kind: 'members-joined' }],
  ['membersLeft', { kind: 'members-left' }],
  ['messagePinned', { kind: 'message-pinned' }],
  ['messageUnpinned', { kind: 'message-unpinned' }],
  ['tabUpdated', { kind: 'app-changed' }],
  ['teamArchived', { kind: 'archived' }],
  ['teamCreated', { kind: 'created', value: 'teamDisplayName' }],
  ['teamDescriptionUpdated', { kind: 'topic-changed', value: 'teamDescription' }],
  ['teamJoiningDisabled', { kind: 'other' }],
  ['teamJoiningEnabled', { kind: 'other' }],
  ['teamRenamed', { kind: 'renamed', value: 'teamDisplayName' }],
  ['teamsAppInstalled', { kind: 'app-changed', value: 'teamsAppDisplayName' }],
  ['teamsAppRemoved', { kind: 'app-changed', value: 'teamsAppDisplayName' }],
  ['teamsAppUpgraded', { kind: 'app-changed', value: 'teamsAppDisplayName' }],
  ['teamUnarchived', { kind: 'unarchived' }],
]);

/** The names above, for the test that holds them against the contract. */
export const knownEventTypes: readonly string[] = [...readings.keys()];

const typeOf = (detail: JsonRecord): string =>
  (asText(detail['@odata.type']) ?? '')
    .replace(/^#?microsoft\.graph\./, '')
    .replace(/EventMessageDetail$/, '');

const peopleOf = (account: AccountId, detail: JsonRecord): readonly PersonId[] => {
  const people = [
    ...asRecords(detail.members).map((member) => readUser(account, member)),
    ...asRecords(detail.callParticipants).map((participant) =>
      readIdentity(account, participant.participant),
    ),
    readUser(account, detail.conversationMemberUser),
    // Microsoft's own resource page spells it so.
    readUser(account, detail.converstaionMemberUser),
  ];
  return [...new Set(people.flatMap((person) => (person ? [person.id] : [])))];
};

/** What happened; an unknown or missing detail is an event of kind `other` whose value is the type's name. */
export const readEvent = (account: AccountId, value: unknown): SystemEvent => {
  const detail = asRecord(value) ?? {};
  const type = typeOf(detail);
  const reading = readings.get(type);
  const kind = reading?.kind ?? 'other';
  const by = readIdentity(account, detail.initiator) ?? readIdentity(account, detail.meetingOrganizer);
  const told = reading?.value === undefined ? null : asText(detail[reading.value]);
  return {
    kind,
    by: by?.id ?? null,
    people: peopleOf(account, detail),
    value: told ?? (kind === 'other' ? type : ''),
    // Graph gives no sentence; the page makes its own from kind, people and value.
    text: null,
  };
};
