/** One thing of an account that keeps failing while the rest goes on: what, and why. */
import type { ServiceFailure } from './failure.ts';

/** What can fail by itself. */
export type SetbackKind =
  /** A conversation's older messages, its newest page among them. */
  | 'history'
  /** What is new in a conversation. */
  | 'changes'
  /** Who is in a conversation. */
  | 'members'
  /** One person, or the question for people as a whole. */
  | 'people'
  /** The present form of messages that an event told of. */
  | 'messages'
  | 'presence'
  /** The service's list of chats that moved. */
  | 'index'
  | 'picture';

/** Why, as far as the answers tell. */
export type SetbackReason =
  /** 5xx: a fault of the service's own. */
  | 'service-fails'
  | 'no-answer'
  /** What came was no answer of the service: cut, a page for people, of another shape. */
  | 'unreadable'
  | 'refused'
  | 'forbidden'
  /** Nobody has granted Isthmus the permission. */
  | 'not-granted'
  /** The service says that it is not there, and lists it all the same. */
  | 'missing'
  /** The sign-in is good, but not for this. */
  | 'not-let-in'
  | 'throttled'
  /** Its pages lead nowhere: the same page, the same place, in a circle. */
  | 'stands-still'
  /** The service forgets from where to go on, each time. */
  | 'place-lost';

/** The reason that a failure stands for, when it is not the whole account's; null for what is no failure of anything. */
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
    // The account's: its state tells.
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
