/** Mattermost users and statuses as people and presence. */
import type { Change, NoticeLevel, Person, Presence } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import type { OwnUser } from './directory.ts';
import { isServiceId } from '../ids.ts';
import { isPayload, payloadOf, stampOf, textOf, type Payload } from '../rest/reading.ts';
import { claimOf } from '../writing/profile-props.ts';

/** A user as a person; a `discarded` change if it cannot be read. Remembers the username for mentions. */
export const changeOfUser = (raw: unknown, context: MappingContext): Change => {
  if (!isPayload(raw) || !isServiceId(raw.id)) return { kind: 'discarded', reason: 'malformed-person' };
  const id = context.ids.person(raw.id);
  const handle = textOf(raw.username);
  if (handle !== '') {
    context.directory.personByUsername.set(handle.toLowerCase(), id);
    context.directory.usernameByPerson.set(id, handle);
  }
  // Lists of people hold even the user without notify_props. They must not replace the settings from the user's own profile.
  if (raw.id === context.userId && (isPayload(raw.notify_props) || context.directory.me === null))
    context.directory.me = meOf(raw);
  const email = textOf(raw.email).trim().toLowerCase();
  const person: Person = {
    id,
    accountId: context.ids.accountId,
    kind: kindOf(raw),
    displayName: displayNameOf(raw),
    handle,
    email: email === '' ? null : email,
    jobTitle: textOf(raw.position),
    photoStamp: photoStampOf(raw),
    // delete_at is set when a user is deactivated.
    active: (stampOf(raw.delete_at) ?? 0) === 0,
    claims: claimOf(payloadOf(raw.props)),
  };
  return { kind: 'person', person };
};

/** When the person set a picture of their own; '' for those who have none: the server would draw their initials. */
const photoStampOf = (user: Payload): string => {
  const at = stampOf(user.last_picture_update) ?? 0;
  return at > 0 ? `${at}` : '';
};

const kindOf = (user: Payload): Person['kind'] => {
  if (user.is_bot === true) return 'bot';
  return textOf(user.roles).split(' ').includes('system_guest') ? 'guest' : 'person';
};

/** Full name, else nickname, else username (the order of Mattermost's `full_name` display, which reads best beside Teams). */
const displayNameOf = (user: Payload): string => {
  const fullName = `${textOf(user.first_name)} ${textOf(user.last_name)}`.trim();
  return fullName || textOf(user.nickname).trim() || textOf(user.username);
};

/**
 * The settings of the user's own profile that decide about mentions (notify_props are served to the user alone; their values are strings).
 */
export const meOf = (user: Payload): OwnUser => {
  const notify = payloadOf(user.notify_props);
  const username = textOf(user.username).toLowerCase();
  const level = levelOf(notify.desktop);
  const keywords = textOf(notify.mention_keys)
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '' && word !== username && word !== `@${username}`);
  return {
    username,
    keywords,
    firstName: notify.first_name === 'true' ? textOf(user.first_name).trim() : '',
    channelWide: notify.channel !== 'false',
    ...(level === undefined ? {} : { noticeLevel: level }),
    ...(user.is_bot === true ? { isBot: true } : {}),
  };
};

/** Reads `desktop` of notify_props, of the user or of a channel (which also has `default`); undefined if it says nothing. */
export const levelOf = (desktop: unknown): NoticeLevel | undefined => {
  switch (desktop) {
    case 'all':
      return 'all';
    case 'mention':
      return 'mentions';
    case 'none':
      return 'nothing';
    default:
      return undefined;
  }
};

/** Mattermost's statuses (facts, "Reactions, files, misc"). */
export const presenceOf = (status: unknown): Presence => {
  switch (status) {
    case 'online':
      return 'online';
    case 'away':
      return 'away';
    case 'dnd':
      return 'do-not-disturb';
    case 'ooo':
      return 'out-of-office';
    case 'offline':
      return 'offline';
    default:
      return 'unknown';
  }
};

/** A row of `/users/status/ids`, or the data of a `status_change` event. */
export const changeOfStatus = (raw: unknown, context: MappingContext): Change => {
  if (!isPayload(raw) || !isServiceId(raw.user_id)) return { kind: 'discarded', reason: 'malformed-person' };
  return {
    kind: 'presence',
    personId: context.ids.person(raw.user_id),
    presence: presenceOf(raw.status),
  };
};
