/** The problem of a team, as a sentence for its heading in the list. */
import { isNotGranted, type ServiceFailure } from '../../model/index.ts';
import { offlineSentence } from './account-sentences.ts';
import { signInWords } from './sign-in-words.ts';
import { say } from './catalogue/say.ts';

/** Why the service does not list a team's channels, and what that means for the channels here. */
export const teamNotRead = (failure: ServiceFailure): string =>
  say('team.team-not-read', { sentence: why(failure) });

const why = (failure: ServiceFailure): string => {
  switch (failure.kind) {
    case 'forbidden':
    case 'refused':
      if (isNotGranted(failure)) return say('team.why.not-granted');
      return say('team.why.forbidden', { coded: coded(failure) });
    case 'not-let-in':
      return say('team.why.not-let-in');
    case 'not-found':
    case 'cursor-gone':
      return say('team.why.not-found');
    case 'stands-still':
      return say('team.why.stands-still');
    case 'throttled':
      return say('team.why.throttled');
    case 'offline':
      return say('team.why.offline', { sentence: offlineSentence(failure.reason) });
    case 'sign-in-needed':
      return signInWords(failure.reason, 'teams').what;
    case 'cancelled':
      return say('team.why.cancelled');
  }
};

const coded = ({ status, code }: { readonly status: number; readonly code: string }): string =>
  code === '' ? String(status) : `${status}, ${code}`;
