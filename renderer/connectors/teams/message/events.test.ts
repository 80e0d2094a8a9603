import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { personId } from '../ids.ts';
import { asRecord } from '../graph/json.ts';
import { testAccount } from '../testing/test-world.ts';
import { systemSentence } from '../../../app/words/system-sentences.ts';
import { knownEventTypes, readEvent } from './events.ts';

const contract = new URL('../../../../../shared/contracts/graph-v1.0-openapi.json', import.meta.url);
const initiator = {
  application: null,
  device: null,
  user: { id: 'u1', displayName: null, userIdentityType: 'aadUser' },
};
const person = (id: string) => personId(testAccount, 'user', id);

const read = (type: string, more: object = {}) =>
  readEvent(testAccount, { '@odata.type': `#microsoft.graph.${type}EventMessageDetail`, initiator, ...more });

describe('system messages', () => {
  it.each([
    [
      'membersAdded',
      { members: [{ id: 'u2' }, { id: 'u3' }] },
      { kind: 'members-added', people: ['u2', 'u3'], value: '' },
    ],
    ['membersDeleted', { members: [{ id: 'u2' }] }, { kind: 'members-removed', people: ['u2'], value: '' }],
    ['membersJoined', { members: [{ id: 'u2' }] }, { kind: 'members-joined', people: ['u2'], value: '' }],
    ['membersLeft', { members: [{ id: 'u2' }] }, { kind: 'members-left', people: ['u2'], value: '' }],
    ['chatRenamed', { chatDisplayName: 'Lunch' }, { kind: 'renamed', people: [], value: 'Lunch' }],
    ['channelRenamed', { channelDisplayName: 'Plans' }, { kind: 'renamed', people: [], value: 'Plans' }],
    ['teamRenamed', { teamDisplayName: 'Field' }, { kind: 'renamed', people: [], value: 'Field' }],
    ['channelAdded', { channelDisplayName: 'Plans' }, { kind: 'created', people: [], value: 'Plans' }],
    ['teamCreated', { teamDisplayName: 'Field' }, { kind: 'created', people: [], value: 'Field' }],
    [
      'channelDescriptionUpdated',
      { channelDescription: 'about' },
      { kind: 'topic-changed', people: [], value: 'about' },
    ],
    [
      'teamDescriptionUpdated',
      { teamDescription: 'about' },
      { kind: 'topic-changed', people: [], value: 'about' },
    ],
    ['teamArchived', {}, { kind: 'archived', people: [], value: '' }],
    ['teamUnarchived', {}, { kind: 'unarchived', people: [], value: '' }],
    ['callStarted', { callEventType: 'call' }, { kind: 'call-started', people: [], value: '' }],
    [
      'callEnded',
      { callDuration: 'PT5M', callParticipants: [{ participant: { user: { id: 'u4' } } }] },
      { kind: 'call-ended', people: ['u4'], value: '' },
    ],
    [
      'callRecording',
      { callRecordingDisplayName: 'Standup.mp4', callRecordingStatus: 'success' },
      { kind: 'recording', people: [], value: 'Standup.mp4' },
    ],
    ['callRecording', {}, { kind: 'recording', people: [], value: '' }],
    [
      'callRecording',
      { callRecordingStatus: 'initial' },
      { kind: 'recording-started', people: [], value: '' },
    ],
    [
      'callRecording',
      { callRecordingStatus: 'chunkFinished' },
      { kind: 'recording-saving', people: [], value: '' },
    ],
    [
      'callRecording',
      { callRecordingStatus: 'failure' },
      { kind: 'recording-failed', people: [], value: '' },
    ],
    ['callTranscript', {}, { kind: 'transcript', people: [], value: '' }],
    ['messagePinned', {}, { kind: 'message-pinned', people: [], value: '' }],
    ['messageUnpinned', {}, { kind: 'message-unpinned', people: [], value: '' }],
    ['tabUpdated', {}, { kind: 'tab-changed', people: [], value: '' }],
    [
      'teamsAppInstalled',
      { teamsAppDisplayName: 'Polly' },
      { kind: 'app-added', people: [], value: 'Polly' },
    ],
    [
      'conversationMemberRoleUpdated',
      { conversationMemberUser: { id: 'u2' }, conversationMemberRoles: ['owner'] },
      { kind: 'role-changed', people: ['u2'], value: 'owner' },
    ],
    [
      'conversationMemberRoleUpdated',
      { converstaionMemberUser: { id: 'u2' }, conversationMemberRoles: ['Guest'] },
      { kind: 'role-changed', people: ['u2'], value: 'guest' },
    ],
    [
      'conversationMemberRoleUpdated',
      { conversationMemberRoles: [] },
      { kind: 'role-changed', people: [], value: 'member' },
    ],
    [
      'conversationMemberRoleUpdated',
      { conversationMemberRoles: null },
      { kind: 'role-changed', people: [], value: '' },
    ],
    ['meetingPolicyUpdated', {}, { kind: 'meeting-changed', people: [], value: '' }],
    [
      'meetingPolicyUpdated',
      { meetingChatEnabled: true },
      { kind: 'meeting-chat-enabled', people: [], value: '' },
    ],
    [
      'meetingPolicyUpdated',
      { meetingChatEnabled: false },
      { kind: 'meeting-chat-disabled', people: [], value: '' },
    ],
    ['teamJoiningEnabled', {}, { kind: 'joining-enabled', people: [], value: '' }],
    ['teamJoiningDisabled', {}, { kind: 'joining-disabled', people: [], value: '' }],
    ['channelSetAsFavoriteByDefault', {}, { kind: 'shown-to-all', people: [], value: '' }],
    ['channelUnsetAsFavoriteByDefault', {}, { kind: 'not-shown-to-all', people: [], value: '' }],
    [
      'channelDeleted',
      { channelDisplayName: 'Plans' },
      { kind: 'channel-deleted', people: [], value: 'Plans' },
    ],
    ['somethingOfNextYear', {}, { kind: 'other', people: [], value: '' }],
  ])('%s', (type, more, expected) => {
    expect(read(type, more)).toEqual({
      ...expected,
      people: expected.people.map(person),
      by: person('u1'),
      text: null,
    });
  });

  it.each(knownEventTypes)('%s has more than the fact of a change (case 109)', (type) => {
    const event = read(type);
    expect(event.kind).not.toBe('other');
    expect(`${event.value} ${systemSentence(event, new Map())}`.toLowerCase()).not.toContain(
      type.toLowerCase(),
    );
  });

  it('of an unknown kind do not show the type’s name (case 109)', () => {
    expect(systemSentence(read('somethingOfNextYear'), new Map())).toBe(
      'Something changed in this conversation',
    );
  });

  it('of a recording lead to an address for browsers, never to one for Teams only', () => {
    const open = 'https://contoso.sharepoint.example/personal/ada/Recordings/Standup.mp4';
    expect(read('callRecording', { callRecordingUrl: open })).toMatchObject({ url: open });
    for (const callRecordingUrl of [
      'https://us-prod.asyncgw.teams.microsoft.com/v1/objects/0-cus-d4-abc/views/video',
      'javascript:alert(1)',
      null,
    ])
      expect(read('callRecording', { callRecordingUrl })).not.toHaveProperty('url');
  });

  it('without a detail are still events', () => {
    expect(readEvent(testAccount, null)).toEqual({
      kind: 'other',
      by: null,
      people: [],
      value: '',
      text: null,
    });
  });

  it('name no person if Graph names none', () => {
    expect(read('membersAdded', { initiator: null, members: [null, {}, { id: null }] })).toMatchObject({
      by: null,
      people: [],
    });
  });

  it.skipIf(!existsSync(contract))('are known in every kind that the contract has', () => {
    const schemas =
      asRecord(asRecord(asRecord(JSON.parse(readFileSync(contract, 'utf8')))?.components)?.schemas) ?? {};
    const types = Object.keys(schemas)
      .map((name) => /^microsoft\.graph\.(\w+)EventMessageDetail$/.exec(name)?.[1])
      .filter((name) => name !== undefined);
    expect([...knownEventTypes].sort()).toEqual(types.sort());
    expect(types).toHaveLength(30);
  });
});
