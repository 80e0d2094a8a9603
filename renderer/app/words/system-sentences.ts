/** What happened in a conversation, as a sentence, for messages that nobody wrote. */
import type { PersonId, SystemEvent } from '../../model/index.ts';
import { nameList, personName, type People } from './names.ts';

/** The sentence for an event; `carried` is the name the message itself gives its author. */
export const systemSentence = (event: SystemEvent, people: People, carried: string | null = null): string => {
  const by = event.by === null ? carried : personName(event.by, people);
  const whom = nameList(event.people.map((id) => personName(id, people)));
  const alone = event.people.length === 0 || (event.people.length === 1 && event.people[0] === event.by);
  const who = whom === '' ? (by ?? 'Somebody') : whom;
  const value = event.value.trim();
  switch (event.kind) {
    case 'members-added':
      return by === null || alone ? `${who} joined` : `${by} added ${who}`;
    case 'members-removed':
      return by === null
        ? `${who} ${isOne(event.people) ? 'was' : 'were'} removed`
        : alone
          ? `${by} left`
          : `${by} removed ${who}`;
    case 'members-joined':
      return `${who} joined`;
    case 'members-left':
      return `${who} left`;
    case 'renamed':
      return value === ''
        ? `${by ?? 'Somebody'} removed the name`
        : `${by ?? 'Somebody'} changed the name to “${value}”`;
    case 'topic-changed':
      return value === ''
        ? `${by ?? 'Somebody'} removed the topic`
        : `${by ?? 'Somebody'} changed the topic to “${value}”`;
    case 'created':
      return value === ''
        ? `${by ?? 'Somebody'} created this conversation`
        : `${by ?? 'Somebody'} created “${value}”`;
    case 'archived':
      return `${by ?? 'Somebody'} archived this conversation`;
    case 'unarchived':
      return `${by ?? 'Somebody'} reopened this conversation`;
    case 'call-started':
      return by === null ? 'A call started' : `${by} started a call`;
    case 'call-ended':
      return value === '' ? 'The call ended' : `The call ended (${value})`;
    case 'recording':
      return value === '' ? 'A recording of the call' : `Recording of the call: ${value}`;
    case 'message-pinned':
      return `${by ?? 'Somebody'} pinned a message`;
    case 'message-unpinned':
      return `${by ?? 'Somebody'} unpinned a message`;
    case 'app-changed':
      return value === ''
        ? `${by ?? 'Somebody'} changed the apps`
        : `${by ?? 'Somebody'} changed the app ${value}`;
    case 'other':
      return event.text?.trim()
        ? event.text.trim()
        : value === ''
          ? 'Something changed in this conversation'
          : value;
  }
};

const isOne = (people: readonly PersonId[]): boolean => people.length === 1;
