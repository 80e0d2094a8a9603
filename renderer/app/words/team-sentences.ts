/** What is wrong with a team, as a sentence for its heading in the list. */
import { isNotGranted, type ServiceFailure } from '../../model/index.ts';
import { offlineSentence } from './account-sentences.ts';
import { signInWords } from './sign-in-words.ts';

/** Why the service does not list a team's channels, and what that means for what is here. */
export const teamNotRead = (failure: ServiceFailure): string =>
  `${why(failure)}. What was read before stays here, and Isthmus asks again by itself.`;

const why = (failure: ServiceFailure): string => {
  switch (failure.kind) {
    case 'forbidden':
    case 'refused':
      if (isNotGranted(failure))
        return 'Your organisation has not allowed Isthmus to list the channels of this team';
      return `The service does not list the channels of this team at the moment (${coded(failure)})`;
    case 'not-let-in':
      return 'The service does not accept your sign-in for the channels of this team at the moment';
    case 'not-found':
    case 'cursor-gone':
      return 'The service does not find the channels of this team at the moment';
    case 'stands-still':
      return 'The service’s list of the channels of this team leads nowhere at the moment';
    case 'throttled':
      return 'The service asks for patience before it lists the channels of this team';
    case 'offline':
      return `The channels of this team cannot be listed at the moment: ${lowered(offlineSentence(failure.reason))}`;
    case 'sign-in-needed':
      return signInWords(failure.reason, 'teams').what;
    case 'cancelled':
      return 'The channels of this team have not been listed yet';
  }
};

const coded = ({ status, code }: { readonly status: number; readonly code: string }): string =>
  code === '' ? String(status) : `${status}, ${code}`;

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
