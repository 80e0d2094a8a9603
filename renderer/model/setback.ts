/** Names what can fail again and again by itself while the rest of an account works, and why. */
import type { ServiceFailure } from './failure.ts';

/** What can fail by itself. */
export type SetbackKind =
  /** A conversation's older messages, including its newest page. */
  | 'history'
  /** New messages and changes of a conversation. */
  | 'changes'
  /** The members of a conversation. */
  | 'members'
  /** One person, or the request for several people. */
  | 'people'
  /** The present form of messages that an event named. */
  | 'messages'
  | 'presence'
  /** The service's list of chats with new activity. */
  | 'index'
  | 'picture'
  /** The photo of a person. */
  | 'photo'
  /** Names of custom emoji. */
  | 'custom-emoji'
  /** The picture of a custom emoji. */
  | 'custom-emoji-picture';

/** Why it fails, if the answers tell it. */
export type SetbackReason =
  /** The service has a fault of its own (5xx). */
  | 'service-fails'
  | 'no-answer'
  /** The answer could not be read: it was cut off, an HTML page, or of another shape. */
  | 'unreadable'
  | 'refused'
  | 'forbidden'
  /** Nobody has granted Isthmus the permission. */
  | 'not-granted'
  /** The service says that it does not exist, although its lists name it. */
  | 'missing'
  /** The sign-in is valid, but the service does not accept it for this. */
  | 'not-let-in'
  | 'throttled'
  /** The pages do not come to an end: the same page or position comes again. */
  | 'stands-still'
  /** The service refuses each position from which the walk should go on. */
  | 'place-lost';

/** The reason of a failure, for the one thing that failed; null if the failure concerns the whole account, or is none of the service's. */
export const reasonOf = (failure: ServiceFailure): SetbackReason | null => {
  switch (failure.kind) {
    case 'offline':
      return reasonOfOffline[failure.reason];
    case 'throttled':
      return 'throttled';
    case 'not-let-in':
      return 'not-let-in';
    case 'forbidden':
      return failure.because === 'not-granted' ? 'not-granted' : 'forbidden';
    case 'not-found':
      return 'missing';
    case 'cursor-gone':
      return 'place-lost';
    case 'stands-still':
      return 'stands-still';
    case 'refused':
      return 'refused';
    // This concerns the whole account, and the account's state says it.
    case 'sign-in-needed':
    case 'cancelled':
      return null;
  }
};

const reasonOfOffline = {
  'no-network': 'no-answer',
  unreachable: 'no-answer',
  'no-answer': 'no-answer',
  'proxy-page': 'unreadable',
  'broken-answer': 'unreadable',
  'service-down': 'service-fails',
  'certificate-refused': 'no-answer',
  'proxy-sign-in': 'no-answer',
  'client-certificate': 'no-answer',
  'clock-wrong': 'no-answer',
  'keyring-locked': 'no-answer',
} as const satisfies Record<Extract<ServiceFailure, { kind: 'offline' }>['reason'], SetbackReason>;
