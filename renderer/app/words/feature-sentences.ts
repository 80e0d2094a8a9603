/** What of Teams nobody has granted an account yet, and how to ask for it. */
import type { Account, TeamsFeature } from '../../model/index.ts';
import { english } from './locale.ts';
import { say } from './catalogue/say.ts';

/** What Isthmus does with a feature, after "allowed Isthmus to". */
export const doing = (feature: TeamsFeature): string => {
  switch (feature) {
    case 'channels':
      return say('feature.doing.channels');
    case 'channel-writing':
      return say('feature.doing.channel-writing');
    case 'channel-members':
      return say('feature.doing.channel-members');
    case 'presence':
      return say('feature.doing.presence');
    case 'files':
      return say('feature.doing.files');
  }
};

/** One feature by its name, in a sentence. */
export const featureName = (feature: TeamsFeature): string => {
  switch (feature) {
    case 'channels':
      return say('feature.feature-name.channels');
    case 'channel-writing':
      return say('feature.feature-name.channel-writing');
    case 'channel-members':
      return say('feature.feature-name.channel-members');
    case 'presence':
      return say('feature.feature-name.presence');
    case 'files':
      return say('feature.feature-name.files');
  }
};

/** What an account does without, as one sentence; null where it lacks nothing. No fault: everything else works. */
export const lackSentence = (lacks: Account['lacks'] = []): string | null => {
  if (lacks.length === 0) return null;
  const what = english.list(lacks.map(doing));
  return lacks.includes('channels')
    ? say('feature.lack.channels', { what })
    : say('feature.lack.other', { what });
};

/** The button that signs in with one feature more. */
export const askFor = (feature: TeamsFeature): string =>
  say('feature.ask-for', { feature: featureName(feature) });

/** The same where the browser opens only after a question. */
export const askForAction = (feature: TeamsFeature): string =>
  say('feature.ask-for.action', { feature: featureName(feature) });

/** What the card says before the browser opens. */
export const askAdvice = (feature: TeamsFeature): string =>
  say('feature.ask-advice', { doing: doing(feature) });

/** A sign-in with the same app to another organisation. */
export const otherOrganisation = {
  action: say('feature.other-organisation.action'),
  title: say('feature.other-organisation.title'),
  about: say('feature.other-organisation.about'),
  field: say('feature.other-organisation.field'),
  hint: say('feature.other-organisation.hint'),
  missing: say('feature.other-organisation.missing'),
} as const;
