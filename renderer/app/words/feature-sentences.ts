/** What of Teams nobody has granted an account yet, and how to ask for it. */
import type { Account, TeamsFeature } from '../../model/index.ts';
import { english } from './locale.ts';

/** What Isthmus does with a feature, after "allowed Isthmus to". */
export const doing = (feature: TeamsFeature): string => {
  switch (feature) {
    case 'channels':
      return 'read channels';
    case 'channel-writing':
      return 'write in channels';
    case 'channel-members':
      return 'see who is in channels';
    case 'presence':
      return 'see who is available';
    case 'files':
      return 'fetch and send files';
  }
};

/** One feature by its name, in a sentence. */
export const featureName = (feature: TeamsFeature): string => {
  switch (feature) {
    case 'channels':
      return 'channels';
    case 'channel-writing':
      return 'writing in channels';
    case 'channel-members':
      return 'members of channels';
    case 'presence':
      return 'availability';
    case 'files':
      return 'files';
  }
};

/** What an account does without, as one sentence; null where it lacks nothing. No fault: everything else works. */
export const lackSentence = (lacks: Account['lacks'] = []): string | null => {
  if (lacks.length === 0) return null;
  const what = english.list(lacks.map(doing));
  return `${lacks.includes('channels') ? 'Chats only: your' : 'Your'} organisation has not allowed Isthmus to ${what} yet.`;
};

/** The button that signs in with one feature more. */
export const askFor = (feature: TeamsFeature): string => `Ask for ${featureName(feature)}`;

/** What the card says before the browser opens. */
export const askAdvice = (feature: TeamsFeature): string =>
  `Microsoft asks in your browser whether Isthmus may ${doing(feature)}. Only an administrator may allow this in some organisations: send them the link. Isthmus notices by itself when it is allowed.`;

/** A sign-in with the same app to another organisation. */
export const otherOrganisation = {
  action: 'Add another organisation…',
  title: 'Add another organisation',
  about: 'Where you are a guest, or have a second account',
  field: 'Organisation',
  hint: 'Its domain or tenant ID, for example contoso.com',
  missing: 'Enter the organisation’s domain or tenant ID.',
} as const;
