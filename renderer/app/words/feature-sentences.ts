/** The features of Teams that nobody has granted an account yet, and how to ask for them. */
import type { Account, TeamsFeature } from '../../model/index.ts';
import { english } from './locale.ts';
import { say } from './catalogue/say.ts';

/** That nobody has granted a feature. */
export const notAllowedSentence = (feature: TeamsFeature): string => {
  switch (feature) {
    case 'channels':
      return say('feature.not-allowed.channels');
    case 'channel-writing':
      return say('feature.not-allowed.channel-writing');
    case 'channel-members':
      return say('feature.not-allowed.channel-members');
    case 'presence':
      return say('feature.not-allowed.presence');
    case 'own-presence':
      return say('feature.not-allowed.own-presence');
    case 'files':
      return say('feature.not-allowed.files');
  }
};

/** The name of a feature, for a list. */
const featureName = (feature: TeamsFeature): string => {
  switch (feature) {
    case 'channels':
      return say('feature.name.channels');
    case 'channel-writing':
      return say('feature.name.channel-writing');
    case 'channel-members':
      return say('feature.name.channel-members');
    case 'presence':
      return say('feature.name.presence');
    case 'own-presence':
      return say('feature.name.own-presence');
    case 'files':
      return say('feature.name.files');
  }
};

/** The missing features of an account, as one sentence; null if it lacks nothing. It is not a fault: everything else works. */
export const lackSentence = (lacks: Account['lacks'] = []): string | null => {
  const [only, ...others] = lacks;
  if (only === undefined) return null;
  if (others.length === 0)
    return only === 'channels' ? say('feature.lack.channels') : notAllowedSentence(only);
  const features = english.list(lacks.map(featureName));
  return lacks.includes('channels')
    ? say('feature.lack.several-and-channels', { features })
    : say('feature.lack.several', { features });
};

/** The title and the button of a sign-in that asks for one feature more. */
export const askFor = (feature: TeamsFeature): string => {
  switch (feature) {
    case 'channels':
      return say('feature.ask-for.channels');
    case 'channel-writing':
      return say('feature.ask-for.channel-writing');
    case 'channel-members':
      return say('feature.ask-for.channel-members');
    case 'presence':
      return say('feature.ask-for.presence');
    case 'own-presence':
      return say('feature.ask-for.own-presence');
    case 'files':
      return say('feature.ask-for.files');
  }
};

/** The menu entry for it. */
export const askForAction = (feature: TeamsFeature): string => {
  switch (feature) {
    case 'channels':
      return say('feature.ask-for-action.channels');
    case 'channel-writing':
      return say('feature.ask-for-action.channel-writing');
    case 'channel-members':
      return say('feature.ask-for-action.channel-members');
    case 'presence':
      return say('feature.ask-for-action.presence');
    case 'own-presence':
      return say('feature.ask-for-action.own-presence');
    case 'files':
      return say('feature.ask-for-action.files');
  }
};

/** The question that the browser will show. */
const whatMicrosoftAsks = (feature: TeamsFeature): string => {
  switch (feature) {
    case 'channels':
      return say('feature.microsoft-asks.channels');
    case 'channel-writing':
      return say('feature.microsoft-asks.channel-writing');
    case 'channel-members':
      return say('feature.microsoft-asks.channel-members');
    case 'presence':
      return say('feature.microsoft-asks.presence');
    case 'own-presence':
      return say('feature.microsoft-asks.own-presence');
    case 'files':
      return say('feature.microsoft-asks.files');
  }
};

/** The text of the card before the browser opens. */
export const askAdvice = (feature: TeamsFeature): string =>
  say('feature.ask-advice', { sentence: whatMicrosoftAsks(feature) });

/** A sign-in with the same app to another organisation. */
export const otherOrganisation = {
  action: say('feature.other-organisation.action'),
  title: say('feature.other-organisation.title'),
  about: say('feature.other-organisation.about'),
  field: say('feature.other-organisation.field'),
  hint: say('feature.other-organisation.hint'),
  missing: say('feature.other-organisation.missing'),
} as const;
