/** Carries out what the user wants of links. An intent may be begun any number of times; what is done already is not done again. */
import type { LinkIntent } from '../../../store/index.ts';
import { chooseCarrying } from './choose.ts';
import type { LinkDesk } from './desk.ts';
import type { LinkFacts } from './facts.ts';
import { makeLink } from './make-link.ts';
import type { IntentOutcome } from './outcome.ts';
import { takeLinkAway } from './take-away.ts';

/** Carries out one intent. `facts` are the present ones. */
export const carryOutLinkIntent = (
  desk: LinkDesk,
  intent: LinkIntent,
  facts: LinkFacts,
  signal: AbortSignal,
): Promise<IntentOutcome> => {
  switch (intent.kind) {
    case 'link':
      return makeLink(desk, intent, facts, signal);
    case 'unlink':
      return takeLinkAway(desk, intent, facts, signal);
    case 'carry':
      return chooseCarrying(desk, intent, signal);
  }
};
