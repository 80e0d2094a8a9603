/**
 * Completes signing out: an account leaves the list only when its tokens and its mirror are deleted from this machine. If the app is killed
 * meanwhile, or the sign-in page does not answer, the deletion of tokens is tried again at the next start, and after growing pauses.
 */
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';
import type { Accounts, StoredAccount } from './accounts.ts';

/** What signing out needs. */
export interface DepartureSurroundings {
  readonly accounts: Accounts;
  /** Deletes the account's tokens. Returns false, or rejects, if they may still exist. */
  readonly forget: (account: StoredAccount) => Promise<boolean>;
  /** Runs `work` after `ms` milliseconds. */
  readonly after: (ms: number, work: () => void) => unknown;
  readonly log: Log;
}

/** Accounts that are being signed out. */
export interface Departures {
  /** Signs an account out for the user. Its tokens are deleted at once if possible, else later. */
  signOut(id: string): Promise<void>;
  mirrorRemoved(id: string): Promise<void>;
  /** At the start of the app: continues departures that a kill interrupted. */
  resume(): void;
}

/** Pauses between tries, ms. */
const firstPause = 10_000;
const longestPause = 10 * 60_000;

/** Creates the departures. Nothing runs before `signOut` or `resume`. */
export function createDepartures({ accounts, forget, after, log }: DepartureSurroundings): Departures {
  /** The account, if its tokens still have to be deleted. Null if it is not leaving, for example because it was signed in again. */
  const holding = (id: string): StoredAccount | null => {
    const account = accounts.find(id);
    return account?.leaving === true && account.gone?.includes('tokens') !== true ? account : null;
  };

  const forgetTokens = async (id: string, pause: number): Promise<void> => {
    const account = holding(id);
    if (account === null) return;
    const isForgotten = await forget(account).catch((error: unknown) => {
      writeCaught(log, 'tokens-forgotten', error);
      return false;
    });
    if (isForgotten) {
      await accounts.parted(id, 'tokens');
      log.write(`${account.service}-signed-out`);
      return;
    }
    log.write(`${account.service}-tokens-still-here`);
    after(pause, () => begin(id, Math.min(pause * 2, longestPause)));
  };
  const begin = (id: string, pause = firstPause): void =>
    // The list could not be written. The next start reads the list of before and continues from there.
    void forgetTokens(id, pause).catch((error: unknown) => {
      log.write('departure-not-saved');
      writeCaught(log, 'departure', error);
    });

  return {
    signOut: async (id) => {
      await accounts.leave(id);
      begin(id);
    },
    mirrorRemoved: (id) => accounts.parted(id, 'mirror'),
    resume: () => {
      for (const { known } of accounts.all()) begin(known.id);
    },
  };
}
