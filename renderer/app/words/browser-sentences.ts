/** What the card says while a sign-in is in the user's browser. */
import type { Service } from '../../model/index.ts';
import { serviceName } from './names.ts';

export interface BrowserWords {
  /** What goes on. */
  readonly title: string;
  /** What to do; null where nothing is to be done. */
  readonly advice: string | null;
}

export type BrowserMoment = 'none' | 'waiting' | 'not-opened' | 'back';

export const browserWords = (moment: BrowserMoment, service: Service): BrowserWords => {
  switch (moment) {
    case 'none':
      return { title: 'Getting ready…', advice: null };
    case 'waiting':
      return {
        title: 'Go on in your browser',
        advice: `Isthmus has opened the sign-in page of ${serviceName(service)} there. It waits for an hour, and goes on by itself when you are done.`,
      };
    case 'not-opened':
      return {
        title: 'Your browser could not be opened',
        advice: 'Copy the link, and open it in a browser on this computer. Isthmus waits for an hour.',
      };
    case 'back':
      return { title: 'Signing in…', advice: null };
  }
};

/** After a minute: for pages that never come back. */
export const stuckWords = (service: Service): BrowserWords =>
  service === 'teams'
    ? {
        title: 'Does the page not go on?',
        advice:
          'Some pages of Microsoft end without a way back. They say why, and show a code such as 53003 or 50105: give it to your administrator. If you asked for an approval there, cancel here and sign in again when you have it.',
      }
    : {
        title: 'Does the page not go on?',
        advice:
          'It says why if the server or your organisation stopped you: ask your administrator. If you have closed it, start again.',
      };

export const browserActions = {
  copy: 'Copy the link',
  again: 'Start again',
  cancel: 'Cancel',
  link: 'Link to the sign-in page',
} as const;

/** What a button says once it was pressed to copy something. */
export const copyWords = { copied: 'Copied', notCopied: 'Could not be copied' } as const;
