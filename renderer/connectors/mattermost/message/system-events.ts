/** System posts (`type` starts with `system_`): what happened, by the type and the props that the server documents. */
import type { PersonId, SystemEvent, SystemEventKind } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { isServiceId } from '../ids.ts';
import { textOf, type Payload } from '../rest/reading.ts';

/** The server sends these in a person's name, with a text that the person wrote. */
const writtenByPeople = new Set(['system_auto_responder']);

export const isSystemType = (type: string): boolean =>
  type.startsWith('system_') && !writtenByPeople.has(type);

interface Meaning {
  readonly kind: SystemEventKind;
  /** Whom it happened to: the post's author, the person whom a prop names, or nobody. */
  readonly person: 'author' | 'addedUserId' | 'removedUserId' | null;
  /** The prop that holds the new value, null when there is none. */
  readonly value: string | null;
}

const people = (kind: SystemEventKind, person: Meaning['person'] = 'author'): Meaning => ({
  kind,
  person,
  value: null,
});
const value = (kind: SystemEventKind, prop: string | null): Meaning => ({ kind, person: null, value: prop });

const meanings: Readonly<Record<string, Meaning>> = {
  system_join_channel: people('members-joined'),
  system_guest_join_channel: people('members-joined'),
  system_join_team: people('members-joined'),
  system_leave_channel: people('members-left'),
  system_leave_team: people('members-left'),
  system_add_to_channel: people('members-added', 'addedUserId'),
  system_add_guest_to_chan: people('members-added', 'addedUserId'),
  system_add_to_team: people('members-added', 'addedUserId'),
  system_remove_from_channel: people('members-removed', 'removedUserId'),
  system_remove_from_team: people('members-removed', 'removedUserId'),
  system_displayname_change: value('renamed', 'new_displayname'),
  system_header_change: value('topic-changed', 'new_header'),
  system_purpose_change: value('topic-changed', 'new_purpose'),
  system_channel_deleted: value('archived', null),
  system_channel_restored: value('unarchived', null),
};

/** The event of a system post. `text` is the server's own sentence; unknown types are `other`, never dropped. */
export const systemEventOf = (
  type: string,
  author: PersonId | null,
  message: string,
  props: Payload,
  context: MappingContext,
): SystemEvent => {
  const meaning = meanings[type];
  const text = message === '' ? null : message;
  if (meaning === undefined) return { kind: 'other', by: author, people: [], value: '', text };
  const concerned = personOf(meaning.person, author, props, context);
  return {
    kind: meaning.kind,
    by: author,
    people: concerned === null ? [] : [concerned],
    value: meaning.value === null ? '' : textOf(props[meaning.value]),
    text,
  };
};

const personOf = (
  person: Meaning['person'],
  author: PersonId | null,
  props: Payload,
  context: MappingContext,
): PersonId | null => {
  if (person === null) return null;
  if (person === 'author') return author;
  const id = props[person];
  return isServiceId(id) ? context.ids.person(id) : null;
};
