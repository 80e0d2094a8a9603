/** What a machine without a usable keyring means for sign-ins, in words. */
import type { SecretsStatus } from '../../../preload/contract/shapes.ts';

type WithoutKeyring = Extract<SecretsStatus, { readonly kind: 'no-keyring' }>;

/** A notice: `title` is null where one sentence says it all. */
export interface KeyringWords {
  readonly title: string | null;
  readonly text: string;
}

export const memoryOnlyAction = 'Keep sign-ins in memory only';

const titles = {
  absent: 'This computer has no keyring.',
  refused: 'The keyring did not let Isthmus in.',
} as const;

const remedies = {
  absent:
    'Or install a keyring (GNOME Keyring or KWallet) and start Isthmus again; where there is one on another desktop than GNOME or KDE, ' +
    'start Isthmus with --password-store=gnome-libsecret.',
  refused: 'Or unlock the keyring, start Isthmus again, and allow the access when the system asks.',
} as const;

/** The notice above the ways to sign in. */
export function keyringWords({ cause, decision }: WithoutKeyring): KeyringWords {
  switch (decision) {
    case 'undecided':
      return {
        title: titles[cause],
        text:
          'Isthmus keeps sign-ins only where the system encrypts them. It can keep them in memory instead: you then sign in again after ' +
          `each start. ${remedies[cause]}`,
      };
    case 'memory-only':
      return { title: null, text: 'No keyring: you will sign in again after each start of Isthmus.' };
    case 'plain-file':
      return {
        title: null,
        text: 'No keyring: your organisation’s policy keeps sign-ins in a file that is not encrypted.',
      };
  }
}
