/** The repeated failures of a conversation, as sentences: for its row, its header, and above its oldest message. */
import type { SetbackKind, SetbackReason } from '../../model/index.ts';
import type { SetbackRow } from '../../store/index.ts';
import { untilWhen } from './when.ts';
import { say } from './catalogue/say.ts';

/** What can fail of one conversation. */
export type ConversationSetback = Extract<SetbackKind, 'history' | 'changes' | 'members'>;

/** One or two words for the header. */
export const setbackWord = (what: ConversationSetback): string => {
  switch (what) {
    case 'changes':
      return say('setback.changes');
    case 'history':
      return say('setback.history');
    case 'members':
      return say('setback.members');
  }
};

/** One sentence: what cannot be read, and why. */
export const setbackSentence = ({
  what,
  reason,
}: {
  readonly what: ConversationSetback;
  readonly reason: SetbackReason;
}): string => {
  switch (reason) {
    case 'service-fails':
      return say('setback.sentence.service-fails', { what });
    case 'no-answer':
      return say('setback.sentence.no-answer', { what });
    case 'unreadable':
      return say('setback.sentence.unreadable', { what });
    case 'refused':
      return say('setback.sentence.refused', { what });
    case 'forbidden':
      return say('setback.sentence.forbidden', { what });
    case 'not-granted':
      return say('setback.sentence.not-granted', { what });
    case 'missing':
      return say('setback.sentence.missing', { what });
    case 'not-let-in':
      return say('setback.sentence.not-let-in', { what });
    case 'throttled':
      return say('setback.sentence.throttled', { what });
    case 'stands-still':
      return say('setback.sentence.stands-still', { what });
    case 'place-lost':
      return say('setback.sentence.place-lost', { what });
  }
};

/** The same, with the time of the next try. `now` in ms since 1970. */
export const setbackNote = (
  setback: Pick<SetbackRow, 'reason' | 'until'> & { readonly what: ConversationSetback },
  now: number,
): string =>
  say('setback.setback-note', { sentence: setbackSentence(setback), when: untilWhen(setback.until, now) });
