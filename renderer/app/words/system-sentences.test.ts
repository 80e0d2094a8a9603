import { describe, expect, it } from 'vitest';
import type { PersonId, SystemEvent } from '../../model/index.ts';
import { systemSentence } from './system-sentences.ts';

describe('an event in a conversation', () => {
  const ada = 'ada' as PersonId;
  const ben = 'ben' as PersonId;
  const name = (id: PersonId, displayName: string) => [id, { id, displayName } as never] as const;
  const people = new Map([name(ada, 'Ada'), name(ben, 'Ben')]);
  const event = (over: Partial<SystemEvent>): string =>
    systemSentence({ kind: 'other', by: null, people: [], value: '', text: null, ...over }, people);

  it.each<[Partial<SystemEvent>, string]>([
    [{ kind: 'members-added', by: ada, people: [ben] }, 'Ada added Ben'],
    [{ kind: 'members-added', by: ada, people: [ada] }, 'Ada joined'],
    [{ kind: 'members-removed', by: ada, people: [ben] }, 'Ada removed Ben'],
    [{ kind: 'members-removed', people: [ben] }, 'Ben was removed'],
    [{ kind: 'members-removed', people: [ada, ben] }, 'Ada and Ben were removed'],
    [{ kind: 'members-removed', by: ben, people: [ben] }, 'Ben left'],
    [{ kind: 'members-joined', people: [ada, ben] }, 'Ada and Ben joined'],
    [{ kind: 'members-left', by: ben }, 'Ben left'],
    [{ kind: 'renamed', by: ada, value: 'Boats' }, 'Ada changed the name to “Boats”'],
    [{ kind: 'renamed', by: ada, value: '' }, 'Ada removed the name'],
    [{ kind: 'topic-changed', by: ada, value: 'Sails' }, 'Ada changed the topic to “Sails”'],
    [{ kind: 'created', by: ada, value: '' }, 'Ada created this conversation'],
    [{ kind: 'archived', by: ben }, 'Ben archived this conversation'],
    [{ kind: 'unarchived', by: ben }, 'Ben reopened this conversation'],
    [{ kind: 'call-started' }, 'A call started'],
    [{ kind: 'call-ended', value: '12 min' }, 'The call ended (12 min)'],
    [{ kind: 'recording' }, 'A recording of the call'],
    [{ kind: 'message-pinned', by: ada }, 'Ada pinned a message'],
    [{ kind: 'message-unpinned' }, 'Somebody unpinned a message'],
    [{ kind: 'app-changed', by: ada, value: 'Polls' }, 'Ada changed the app Polls'],
    [{ kind: 'app-added', by: ada, value: 'Polls' }, 'Ada added the app Polls'],
    [{ kind: 'app-removed', by: ada }, 'Ada removed an app'],
    [{ kind: 'tab-changed', by: ada }, 'Ada changed a tab'],
    [{ kind: 'channel-deleted', by: ada, value: 'Boats' }, 'Ada deleted the channel “Boats”'],
    // Case 109.
    [{ kind: 'role-changed', by: ada, people: [ben], value: 'owner' }, 'Ada made Ben an owner'],
    [{ kind: 'role-changed', by: ada, people: [ada, ben], value: 'member' }, 'Ada made Ada and Ben members'],
    [
      { kind: 'role-changed', by: ada, people: [ben], value: 'x-of-next-year' },
      'Ada changed the role of Ben',
    ],
    [{ kind: 'joining-enabled', by: ada }, 'Ada allowed people to join by themselves'],
    [{ kind: 'meeting-chat-disabled' }, 'Somebody turned the meeting’s chat off'],
    [{ kind: 'other', value: 'conversationMemberRoleUpdated' }, 'Something changed in this conversation'],
    // Case 116.
    [{ kind: 'transcript', by: ada }, 'A transcript of the call'],
    [{ kind: 'recording-failed', by: ada }, 'The call could not be recorded'],
    [{ kind: 'recording-started' }, 'The recording of the call started'],
    [{ kind: 'other', text: ' The service’s own words ' }, 'The service’s own words'],
    [{ kind: 'other' }, 'Something changed in this conversation'],
    [{ kind: 'members-joined', people: ['stranger' as PersonId] }, 'Somebody joined'],
  ])('%o', (over, sentence) => {
    expect(event(over)).toBe(sentence);
  });

  const [stranger, another] = ['s1' as PersonId, 's2' as PersonId];

  it.each<[Partial<SystemEvent>, string]>([
    // Case 129.
    [{ kind: 'members-removed' }, 'Somebody was removed'],
    [{ kind: 'members-removed', by: ada }, 'Ada removed somebody'],
    [{ kind: 'members-removed', by: ada, people: [stranger] }, 'Ada removed somebody'],
    [{ kind: 'members-removed', people: [stranger, another] }, '2 people were removed'],
    [{ kind: 'members-added' }, 'Somebody joined'],
    [{ kind: 'members-added', by: ada }, 'Ada added somebody'],
    [{ kind: 'members-added', by: ada, people: [ben, stranger] }, 'Ada added Ben and 1 other'],
    [{ kind: 'members-joined' }, 'Somebody joined'],
    [{ kind: 'members-left' }, 'Somebody left'],
    [{ kind: 'role-changed', value: 'guest' }, 'Somebody made somebody a guest'],
    [{ kind: 'role-changed' }, 'Somebody changed the role of somebody'],
  ])('is grammatical if no person is named: %o', (over, sentence) => {
    expect(event(over)).toBe(sentence);
  });

  it('has a sentence for every kind, without details and with all details', () => {
    for (const kind of kinds)
      for (const told of [{}, { by: ada, people: [ben], value: 'Boats', text: 'Boats' }])
        expect(event({ kind, ...told }), kind).toMatch(/^[A-Z][^ ]* \S|^Boats$/);
  });
});

/** Every kind of event: a new one is missing here until it is added. */
const kinds = Object.keys({
  'members-added': 0,
  'members-removed': 0,
  'members-joined': 0,
  'members-left': 0,
  renamed: 0,
  'topic-changed': 0,
  created: 0,
  'channel-deleted': 0,
  archived: 0,
  unarchived: 0,
  'role-changed': 0,
  'joining-enabled': 0,
  'joining-disabled': 0,
  'shown-to-all': 0,
  'not-shown-to-all': 0,
  'meeting-chat-enabled': 0,
  'meeting-chat-disabled': 0,
  'meeting-changed': 0,
  'call-started': 0,
  'call-ended': 0,
  'recording-started': 0,
  'recording-saving': 0,
  'recording-failed': 0,
  recording: 0,
  transcript: 0,
  'message-pinned': 0,
  'message-unpinned': 0,
  'tab-changed': 0,
  'app-added': 0,
  'app-removed': 0,
  'app-changed': 0,
  other: 0,
} satisfies Record<SystemEvent['kind'], 0>) as readonly SystemEvent['kind'][];
