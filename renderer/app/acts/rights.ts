/**
 * Decides which acts on a message are allowed, and if not, why. It uses what the mirror knows of the service, its policy and the user's
 * rights. If the mirror does not know a rule, the act is allowed here, and the service may refuse it. Pure.
 */
import {
  isForbidden,
  isModerator,
  type Account,
  type Conversation,
  type Message,
  type PersonId,
} from '../../model/index.ts';
import type { Forbidden, MessageAct, RoledAct } from './act-sentences.ts';

/** The facts about a message and its conversation that decide which acts are possible. */
export interface RightsCase {
  readonly message: Pick<
    Message,
    'kind' | 'createdAt' | 'authorId' | 'writtenBy' | 'staysHere' | 'deletedAt' | 'blocked' | 'note' | 'plain'
  >;
  readonly me: PersonId | null;
  readonly conversation: Pick<Conversation, 'service' | 'kind' | 'archived' | 'mayNot' | 'mayAlso'>;
  /** Where it is in its service's own app; null if it has no address there. */
  readonly address: string | null;
  readonly lacks: Account['lacks'];
  /** How long after a message was written its account lets its text be changed, ms; null for no known limit. */
  readonly editableFor: number | null;
  /** This machine's clock, ms. */
  readonly now: number;
  /** Its deletion is wanted, and not done yet. */
  readonly isRemoved: boolean;
}

/** An act on a message; to take one's reaction back has a right of its own. */
export type RuledAct = MessageAct | 'unreact';

/** Null if nothing is known that forbids it. */
export const forbiddenBecause = (act: RuledAct, given: RightsCase): Forbidden | null => {
  const { message } = given;
  if (act === 'open' || act === 'copy-link') return given.address === null ? { kind: 'no-address' } : null;
  if (message.kind === 'system') return { kind: 'system-message' };
  if (message.deletedAt !== null) return act === 'reply' ? writes(given) : { kind: 'deleted' };
  switch (act) {
    case 'copy-text':
    case 'copy-markdown':
      if (message.blocked === true) return { kind: 'blocked' };
      return message.plain === '' ? { kind: 'no-text' } : null;
    case 'reply':
      return given.isRemoved ? { kind: 'being-deleted' } : writes(given);
    case 'react':
    case 'unreact':
      return given.isRemoved ? { kind: 'being-deleted' } : (acts(given) ?? right(given, act));
    case 'mark-unread':
      return null;
    case 'pin':
    case 'unpin':
      // Every member of a channel may (mattermost/mattermost, api4/post.go, saveIsPinnedPost).
      return given.isRemoved ? { kind: 'being-deleted' } : acts(given);
    case 'edit':
      return (
        changes(given, 'edit') ??
        (isCopy(given) ? { kind: 'copy' } : (burns(given) ?? blocked(given) ?? late(given)))
      );
    case 'delete':
      return isOthers(given) && isModerator(given.conversation, 'delete-others')
        ? given.isRemoved
          ? { kind: 'being-deleted' }
          : acts(given)
        : changes(given, 'delete');
  }
};

/** Whether it is known that somebody else, a bot or a webhook wrote the message. */
const isOthers = ({ message, me }: RightsCase): boolean =>
  me !== null && (message.authorId !== me || message.writtenBy !== undefined);

const changes = (given: RightsCase, act: 'edit' | 'delete'): Forbidden | null => {
  const { message, me, isRemoved } = given;
  if (isRemoved) return { kind: 'being-deleted' };
  if (message.writtenBy !== undefined) return { kind: 'not-a-person' };
  if (me === null || message.authorId !== me) return { kind: 'not-mine' };
  return acts(given) ?? right(given, act);
};

const right = ({ conversation }: RightsCase, act: RoledAct): Forbidden | null =>
  isForbidden(conversation, act) ? { kind: 'no-right', act } : null;

/** Whether the user may write in the message's conversation. */
const writes = (given: RightsCase): Forbidden | null => acts(given) ?? right(given, 'write');

/** Whether the message's conversation takes anything of the user. */
const acts = ({ conversation, lacks = [] }: RightsCase): Forbidden | null => {
  if (conversation.archived) return { kind: 'archived' };
  const isChannel = conversation.kind.endsWith('channel');
  return conversation.service === 'teams' && isChannel && lacks.includes('channel-writing')
    ? { kind: 'not-granted', feature: 'channel-writing' }
    : null;
};

/** Mattermost refuses to edit a post that burns once it was read, and Isthmus does not know its words. */
const burns = ({ message }: RightsCase): Forbidden | null =>
  message.staysHere === 'burn-on-read' ? { kind: 'burn-on-read' } : null;

/** Clocks differ. Within this time the service decides, ms. */
const clockMargin = 60_000;

/**
 * Whether the service surely refuses to change the text of a message of `createdAt`. `editableFor`: for how long its account allows that, ms;
 * null for no known limit. `now`: this machine's clock, ms.
 */
export const isTooLate = (createdAt: number, editableFor: number | null, now: number): boolean =>
  editableFor !== null && now > createdAt + editableFor + clockMargin;

const late = ({ message: { createdAt }, editableFor, now }: RightsCase): Forbidden | null =>
  isTooLate(createdAt, editableFor, now) ? { kind: 'too-late' } : null;

const blocked = ({ message }: RightsCase): Forbidden | null =>
  message.blocked === true ? { kind: 'blocked' } : null;

/** Whether Isthmus wrote it as the counterpart of a message on the other service. */
const isCopy = ({ message: { note }, conversation: { service } }: RightsCase): boolean => {
  switch (note?.kind) {
    case 'copy':
      return service === 'teams';
    case 'mark':
      return note.origin !== service;
    case 'link':
    case undefined:
      return false;
  }
};
