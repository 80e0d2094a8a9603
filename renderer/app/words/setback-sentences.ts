/** What of a conversation fails again and again, as sentences: on its row, in its header, and above its oldest message. */
import type { SetbackKind, SetbackReason } from '../../model/index.ts';
import type { SetbackRow } from '../../store/index.ts';
import { doing } from './feature-sentences.ts';
import { untilWhen } from './when.ts';

/** What can fail of one conversation. */
export type ConversationSetback = Extract<SetbackKind, 'history' | 'changes' | 'members'>;

/** In a word or two, for the header. */
export const setbackWord = (what: ConversationSetback): string => {
  switch (what) {
    case 'changes':
      return 'not up to date';
    case 'history':
      return 'incomplete';
    case 'members':
      return 'members unknown';
  }
};

const part = (what: ConversationSetback): string => {
  switch (what) {
    case 'changes':
      return 'What is new here cannot be read';
    case 'history':
      return 'Older messages cannot be read';
    case 'members':
      return 'Who is here cannot be read';
  }
};

const why = (what: ConversationSetback, reason: SetbackReason): string => {
  switch (reason) {
    case 'service-fails':
      return 'the service reports a fault of its own';
    case 'no-answer':
      return 'the service does not answer';
    case 'unreadable':
      return 'the service’s answers arrive damaged';
    case 'refused':
      return 'the service refuses the request';
    case 'forbidden':
      return 'the service does not let Isthmus read it';
    case 'not-granted':
      // Of conversations only channels need a permission of their own.
      return `your organisation has not allowed Isthmus to ${doing(what === 'members' ? 'channel-members' : 'channels')}`;
    case 'missing':
      return 'the service lists it, and says that it is not there';
    case 'not-let-in':
      return 'the service does not accept your sign-in for it';
    case 'throttled':
      return 'the service asks for patience again and again';
    case 'stands-still':
      return 'the service’s pages lead nowhere';
    case 'place-lost':
      return 'the service does not know from where to go on';
  }
};

/** One sentence: what cannot be read, and why. */
export const setbackSentence = ({
  what,
  reason,
}: {
  readonly what: ConversationSetback;
  readonly reason: SetbackReason;
}): string => `${part(what)}: ${why(what, reason)}.`;

/** The same with when it is tried again. `now` in ms. */
export const setbackNote = (
  setback: Pick<SetbackRow, 'reason' | 'until'> & { readonly what: ConversationSetback },
  now: number,
): string => `${setbackSentence(setback)} Next try ${untilWhen(setback.until, now)}.`;
