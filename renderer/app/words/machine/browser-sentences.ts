/** The words of the card while a sign-in is in the user's browser. */
import type { Service } from '../../../model/index.ts';
import { serviceName } from '../names.ts';
import { say } from '../catalogue/say.ts';

export interface BrowserWords {
  /** What is happening. */
  readonly title: string;
  /** What to do; null for nothing. */
  readonly advice: string | null;
}

export type BrowserMoment = 'none' | 'waiting' | 'not-opened' | 'back';

export const browserWords = (moment: BrowserMoment, service: Service): BrowserWords => {
  switch (moment) {
    case 'none':
      return { title: say('browser.none.title'), advice: null };
    case 'waiting':
      return {
        title: say('browser.waiting.title'),
        advice: say('browser.waiting.advice', { service: serviceName(service) }),
      };
    case 'not-opened':
      return {
        title: say('browser.not-opened.title'),
        advice: say('browser.not-opened.advice'),
      };
    case 'back':
      return { title: say('browser.back.title'), advice: null };
  }
};

/** After a minute, for pages that never return. */
export const stuckWords = (service: Service): BrowserWords =>
  service === 'teams'
    ? {
        title: say('browser.stuck.teams.title'),
        advice: say('browser.stuck.teams.advice'),
      }
    : {
        title: say('browser.stuck.other.title'),
        advice: say('browser.stuck.other.advice'),
      };

export const browserActions = {
  copy: say('browser.browser-actions.copy'),
  again: say('browser.browser-actions.again'),
  cancel: say('browser.browser-actions.cancel'),
  link: say('browser.browser-actions.link'),
} as const;

/** The words of a button after it has copied. */
export const copyWords = {
  copied: say('browser.copy.copied'),
  notCopied: say('browser.copy.not-copied'),
} as const;
