/** What of a conversation fails again and again, as sentences: on its row, in its header, and above its oldest message. */
import type { SetbackKind, SetbackReason } from '../../model/index.ts';
import type { SetbackRow } from '../../store/index.ts';
import { doing } from './feature-sentences.ts';
import { untilWhen } from './when.ts';
import { say } from './catalogue/say.ts';

/** What can fail of one conversation. */
export type ConversationSetback = Extract<SetbackKind, 'history' | 'changes' | 'members'>;

/** In a word or two, for the header. */
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

const part = (what: ConversationSetback): string => {
  switch (what) {
    case 'changes':
      return say('setback.part.changes');
    case 'history':
      return say('setback.part.history');
    case 'members':
      return say('setback.part.members');
  }
};

const why = (what: ConversationSetback, reason: SetbackReason): string => {
  switch (reason) {
    case 'service-fails':
      return say('setback.why.service-fails');
    case 'no-answer':
      return say('setback.why.no-answer');
    case 'unreadable':
      return say('setback.why.unreadable');
    case 'refused':
      return say('setback.why.refused');
    case 'forbidden':
      return say('setback.why.forbidden');
    case 'not-granted':
      // Of conversations only channels need a permission of their own.
      return say('setback.why.not-granted', {
        doing: doing(what === 'members' ? 'channel-members' : 'channels'),
      });
    case 'missing':
      return say('setback.why.missing');
    case 'not-let-in':
      return say('setback.why.not-let-in');
    case 'throttled':
      return say('setback.why.throttled');
    case 'stands-still':
      return say('setback.why.stands-still');
    case 'place-lost':
      return say('setback.why.place-lost');
  }
};

/** One sentence: what cannot be read, and why. */
export const setbackSentence = ({
  what,
  reason,
}: {
  readonly what: ConversationSetback;
  readonly reason: SetbackReason;
}): string => say('setback.setback-sentence', { part: part(what), why: why(what, reason) });

/** The same with when it is tried again. `now` in ms. */
export const setbackNote = (
  setback: Pick<SetbackRow, 'reason' | 'until'> & { readonly what: ConversationSetback },
  now: number,
): string =>
  say('setback.setback-note', { sentence: setbackSentence(setback), when: untilWhen(setback.until, now) });
