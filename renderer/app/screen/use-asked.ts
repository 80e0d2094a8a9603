/** What the user is asked to connect, with what this start remembers of it: that the first screen was left, and that a question was skipped. */
import { useCallback, useState } from 'react';
import type { Preset } from '../../../preload/contract/preset.ts';
import type { Account } from '../../model/index.ts';
import { askedNow, notConnected, serviceStandings, type Asked } from '../onboarding/asked-now.ts';

/** In the session's storage: it lasts as long as the window, so a page that loads anew does not ask again, and the next start does. */
const key = 'isthmus.asked-to-connect';

const wasAsked = (): boolean => {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    // Harmless: the question comes once more.
    return false;
  }
};

const rememberAsked = (): void => {
  try {
    sessionStorage.setItem(key, 'yes');
  } catch {
    // Harmless: as above.
  }
};

export interface Asking {
  readonly asked: Asked;
  /** The user has left the first screen. */
  readonly finish: () => void;
  /** The user has answered the question, or skipped it for this start. */
  readonly answer: () => void;
}

/** Null until the accounts and the preset were read once. The first read decides what this start asks. */
export const useAsked = (
  accounts: readonly Account[] | undefined,
  preset: Preset | undefined,
): Asking | null => {
  const [start, setStart] = useState<{ readonly hasBegun: boolean; readonly isDue: boolean } | null>(null);
  const answer = useCallback(() => {
    rememberAsked();
    setStart((before) => before && { ...before, isDue: false });
  }, []);
  const finish = useCallback(() => {
    rememberAsked();
    setStart({ hasBegun: true, isDue: false });
  }, []);
  if (accounts === undefined || preset === undefined) return null;
  const standings = serviceStandings(preset, accounts);
  if (start === null) {
    // A user who signs out later in this start is not asked before the next one.
    setStart({
      hasBegun: accounts.length > 0,
      isDue: notConnected(standings).length > 0 && !wasAsked(),
    });
    return null;
  }
  return { asked: askedNow({ connect: preset.connect, standings, ...start }), finish, answer };
};
