/** What became of a new message, in words. */
import type { NoticeCountRow, NoticeFailure, NoticeOutcome, SuppressedReason } from '../../store/index.ts';
import { say } from '../words/catalogue/say.ts';

const reasonSentence = (reason: SuppressedReason | NoticeFailure): string => {
  switch (reason) {
    case 'not-new':
      return say('notices.reason.not-new');
    case 'own':
      return say('notices.reason.own');
    case 'system':
      return say('notices.reason.system');
    case 'deleted':
      return say('notices.reason.deleted');
    case 'blocked':
      return say('notices.reason.blocked');
    case 'gone':
      return say('notices.reason.gone');
    case 'copy':
      return say('notices.reason.copy');
    case 'told-as-copy':
      return say('notices.reason.told-as-copy');
    case 'read':
      return say('notices.reason.read');
    case 'in-view':
      return say('notices.reason.in-view');
    case 'muted':
      return say('notices.reason.muted');
    case 'mentions-only':
      return say('notices.reason.mentions-only');
    case 'nothing-wanted':
      return say('notices.reason.nothing-wanted');
    case 'quiet-hours':
      return say('notices.reason.quiet-hours');
    case 'do-not-disturb':
      return say('notices.reason.do-not-disturb');
    case 'paused':
      return say('notices.reason.paused');
    case 'not-supported':
      return say('notices.reason.not-supported');
    case 'refused':
      return say('notices.reason.refused');
    case 'no-answer':
      return say('notices.reason.no-answer');
    case 'interrupted':
      return say('notices.reason.interrupted');
  }
};

/** `Shown`, `Not shown: the conversation is muted`. */
export const outcomeSentence = (outcome: NoticeOutcome): string => {
  switch (outcome.kind) {
    case 'handed':
      return say('notices.outcome.handed');
    case 'shown':
      return shownAs(outcome.as);
    case 'suppressed':
    case 'failed':
      return reasonSentence(outcome.reason);
  }
};

const shownAs = (as: 'message' | 'summary'): string =>
  as === 'message' ? say('notices.outcome.shown') : say('notices.outcome.summary');

/** The same of a count. */
export const countedSentence = ({ reason }: Pick<NoticeCountRow, 'reason'>): string =>
  reason === 'message' || reason === 'summary' ? shownAs(reason) : reasonSentence(reason);
