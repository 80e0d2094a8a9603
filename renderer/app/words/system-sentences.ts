/** What happened in a conversation, as a sentence, for messages that nobody wrote. */
import { oneLine, type SystemEvent } from '../../model/index.ts';
import { isolated, peopleList, personName, type People } from './names.ts';

/** The sentence for an event; `carried` is the name the message itself gives its author. */
export const systemSentence = (event: SystemEvent, people: People, carried: string | null = null): string => {
  const author = event.by === null ? carried : personName(event.by, people);
  const by = author === null ? null : isolated(author);
  const somebody = by ?? 'Somebody';
  const whom = peopleList(event.people, people);
  /** Whom it happened to, where that may be whoever did it. */
  const who = whom === '' ? somebody : whom;
  const object = whom === '' || whom === 'Somebody' ? 'somebody' : whom;
  const isTheirOwn = event.people.length === 1 && event.people[0] === event.by;
  const value = isolated(oneLine(event.value));
  switch (event.kind) {
    case 'members-added':
      return by === null || isTheirOwn ? `${who} joined` : `${by} added ${object}`;
    case 'members-removed':
      if (by === null) return `${who} ${event.people.length > 1 ? 'were' : 'was'} removed`;
      return isTheirOwn ? `${by} left` : `${by} removed ${object}`;
    case 'members-joined':
      return `${who} joined`;
    case 'members-left':
      return `${who} left`;
    case 'renamed':
      return value === '' ? `${somebody} removed the name` : `${somebody} changed the name to “${value}”`;
    case 'topic-changed':
      return value === '' ? `${somebody} removed the topic` : `${somebody} changed the topic to “${value}”`;
    case 'created':
      return value === '' ? `${somebody} created this conversation` : `${somebody} created “${value}”`;
    case 'channel-deleted':
      return value === '' ? `${somebody} deleted a channel` : `${somebody} deleted the channel “${value}”`;
    case 'archived':
      return `${somebody} archived this conversation`;
    case 'unarchived':
      return `${somebody} reopened this conversation`;
    case 'role-changed':
      return roleSentence(somebody, object, value, event.people.length);
    case 'joining-enabled':
      return `${somebody} allowed people to join by themselves`;
    case 'joining-disabled':
      return `${somebody} no longer allows people to join by themselves`;
    case 'shown-to-all':
      return `${somebody} put this channel in everybody’s list`;
    case 'not-shown-to-all':
      return `${somebody} no longer puts this channel in everybody’s list`;
    case 'meeting-chat-enabled':
      return `${somebody} turned the meeting’s chat on`;
    case 'meeting-chat-disabled':
      return `${somebody} turned the meeting’s chat off`;
    case 'meeting-changed':
      return `${somebody} changed the meeting’s settings`;
    case 'call-started':
      return by === null ? 'A call started' : `${by} started a call`;
    case 'call-ended':
      return value === '' ? 'The call ended' : `The call ended (${value})`;
    case 'recording-started':
      return 'The recording of the call started';
    case 'recording-saving':
      return 'The recording of the call is being saved';
    case 'recording-failed':
      return 'The call could not be recorded';
    case 'recording':
      return value === '' ? 'A recording of the call' : `Recording of the call: ${value}`;
    case 'transcript':
      return 'A transcript of the call';
    case 'message-pinned':
      return `${somebody} pinned a message`;
    case 'message-unpinned':
      return `${somebody} unpinned a message`;
    case 'tab-changed':
      return `${somebody} changed a tab`;
    case 'app-added':
      return value === '' ? `${somebody} added an app` : `${somebody} added the app ${value}`;
    case 'app-removed':
      return value === '' ? `${somebody} removed an app` : `${somebody} removed the app ${value}`;
    case 'app-changed':
      return value === '' ? `${somebody} changed the apps` : `${somebody} changed the app ${value}`;
    case 'other':
      return event.text?.trim() ? event.text.trim() : 'Something changed in this conversation';
  }
};

/** Roles are the services' own words: those that are not known here are not shown. */
const roleSentence = (by: string, whom: string, role: string, count: number): string => {
  switch (role) {
    case 'owner':
      return `${by} made ${whom} ${count > 1 ? 'owners' : 'an owner'}`;
    case 'member':
      return `${by} made ${whom} ${count > 1 ? 'members' : 'a member'}`;
    case 'guest':
      return `${by} made ${whom} ${count > 1 ? 'guests' : 'a guest'}`;
    default:
      return `${by} changed the role of ${whom}`;
  }
};
