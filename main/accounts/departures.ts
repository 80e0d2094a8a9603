/**
 * Completes signing out: an account leaves the list only when its tokens and its mirror are gone from this machine. If the app is killed
 * meanwhile, or the sign-in page does not answer, the tokens are forgotten again at the next start, and after growing pauses.
 */
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';
import type { Accounts, StoredAccount } from './accounts.ts';

/** What signing out needs. */
export interface DepartureSurroundings {
  readonly accounts: Accounts;
  /** Removes the account's tokens; false, or a rejection, when they may still be there. */
  readonly forget: (account: StoredAccount) => Promise<boolean>;
  /** Runs something later. */
  readonly after: (ms: number, work: () => void) => unknown;
  readonly log: Log;
}

/** The accounts that are being signed out. */
export interface Departures {
  /** Signs an account out for the user; its tokens go at once where they can, else later. */
  signOut(id: string): Promise<void>;
  mirrorRemoved(id: string): Promise<void>;
  /** At the start: goes on with what a kill has cut off. */
  resume(): void;
}

/** Pauses between tries, ms. */
const firstPause = 10_000;
const longestPause = 10 * 60_000;

/** Puts it together. */
export function createDepartures({ accounts, forget, after, log }: DepartureSurroundings): Departures {
  /** The account while its tokens still have to go; null also when it was signed in again meanwhile. */
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
    // The list could not be written: it is read as it was at the next start, which goes on.
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
