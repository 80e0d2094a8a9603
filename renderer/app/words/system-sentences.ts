/** Sentences for messages that nobody wrote: events in a conversation. */
import { oneLine, type SystemEvent } from '../../model/index.ts';
import { isolated, peopleList, personName, type People } from './names.ts';
import { say } from './catalogue/say.ts';

/** The sentence for an event. `carried` is the author's name in the message itself. */
export const systemSentence = (event: SystemEvent, people: People, carried: string | null = null): string => {
  const author = event.by === null ? carried : personName(event.by, people);
  const by = author === null ? null : isolated(author);
  const somebody = by ?? say('system.somebody');
  const whom = peopleList(event.people, people);
  /** The affected person, who may also be the acting one. */
  const who = whom === '' ? somebody : whom;
  const isNamed =
    event.people.length > 1 || event.people.some((id) => (people.get(id)?.displayName ?? '') !== '');
  const object = isNamed ? whom : say('system.object.unnamed');
  const isTheirOwn = event.people.length === 1 && event.people[0] === event.by;
  const value = isolated(oneLine(event.value));
  switch (event.kind) {
    case 'members-added':
      return by === null || isTheirOwn
        ? say('system.members-added.themselves', { who })
        : say('system.members-added.others', { by, object });
    case 'members-removed':
      if (by === null) return say('system.removed', { who, count: event.people.length });
      return isTheirOwn
        ? say('system.members-removed.themselves', { by })
        : say('system.members-removed.others', { by, object });
    case 'members-joined':
      return say('system.members-joined', { who });
    case 'members-left':
      return say('system.members-left', { who });
    case 'renamed':
      return value === ''
        ? say('system.renamed.no-value', { somebody })
        : say('system.renamed.with-value', { somebody, value });
    case 'topic-changed':
      return value === ''
        ? say('system.topic-changed.no-value', { somebody })
        : say('system.topic-changed.with-value', { somebody, value });
    case 'created':
      return value === ''
        ? say('system.created.no-value', { somebody })
        : say('system.created.with-value', { somebody, value });
    case 'channel-deleted':
      return value === ''
        ? say('system.channel-deleted.no-value', { somebody })
        : say('system.channel-deleted.with-value', { somebody, value });
    case 'archived':
      return say('system.archived', { somebody });
    case 'unarchived':
      return say('system.unarchived', { somebody });
    case 'role-changed':
      return roleSentence(somebody, object, value, event.people.length);
    case 'joining-enabled':
      return say('system.joining-enabled', { somebody });
    case 'joining-disabled':
      return say('system.joining-disabled', { somebody });
    case 'shown-to-all':
      return say('system.shown-to-all', { somebody });
    case 'not-shown-to-all':
      return say('system.not-shown-to-all', { somebody });
    case 'meeting-chat-enabled':
      return say('system.meeting-chat-enabled', { somebody });
    case 'meeting-chat-disabled':
      return say('system.meeting-chat-disabled', { somebody });
    case 'meeting-changed':
      return say('system.meeting-changed', { somebody });
    case 'call-started':
      return by === null ? say('system.call-started.none') : say('system.call-started.known', { by });
    case 'call-ended':
      return value === ''
        ? say('system.call-ended.no-value')
        : say('system.call-ended.with-value', { value });
    case 'recording-started':
      return say('system.recording-started');
    case 'recording-saving':
      return say('system.recording-saving');
    case 'recording-failed':
      return say('system.recording-failed');
    case 'recording':
      return value === '' ? say('system.recording.no-value') : say('system.recording.with-value', { value });
    case 'transcript':
      return say('system.transcript');
    case 'message-pinned':
      return say('system.message-pinned', { somebody });
    case 'message-unpinned':
      return say('system.message-unpinned', { somebody });
    case 'tab-changed':
      return say('system.tab-changed', { somebody });
    case 'app-added':
      return value === ''
        ? say('system.app-added.no-value', { somebody })
        : say('system.app-added.with-value', { somebody, value });
    case 'app-removed':
      return value === ''
        ? say('system.app-removed.no-value', { somebody })
        : say('system.app-removed.with-value', { somebody, value });
    case 'app-changed':
      return value === ''
        ? say('system.app-changed.no-value', { somebody })
        : say('system.app-changed.with-value', { somebody, value });
    case 'other':
      return event.text?.trim() ? event.text.trim() : say('system.other');
  }
};

/** Roles are words of the services. Unknown ones are not shown. */
const roleSentence = (by: string, whom: string, role: string, count: number): string => {
  switch (role) {
    case 'owner':
      return say('system.made.owner', { by, whom, count });
    case 'member':
      return say('system.made.member', { by, whom, count });
    case 'guest':
      return say('system.made.guest', { by, whom, count });
    default:
      return say('system.role.default', { by, whom });
  }
};
