/** What a machine without a usable keyring means for sign-ins, in words. */
import type { SecretsStatus } from '../../../../preload/contract/device.ts';
import { say } from '../catalogue/say.ts';

type WithoutKeyring = Extract<SecretsStatus, { readonly kind: 'no-keyring' }>;

/** A notice. `title` is null if one sentence is enough. */
export interface KeyringWords {
  readonly title: string | null;
  readonly text: string;
}

export const memoryOnlyAction = say('keyring.memory-only-action');

const titles = {
  absent: say('keyring.titles.absent'),
  refused: say('keyring.titles.refused'),
} as const;

/** The consequence, and what can be done. */
const undecided = {
  absent: say('keyring.undecided.absent'),
  refused: say('keyring.undecided.refused'),
} as const;

/** The notice above the ways to sign in. */
export function keyringWords({ cause, decision }: WithoutKeyring): KeyringWords {
  switch (decision) {
    case 'undecided':
      return { title: titles[cause], text: undecided[cause] };
    case 'memory-only':
      return { title: null, text: say('keyring.memory-only.text') };
    case 'plain-file':
      return {
        title: null,
        text: say('keyring.plain-file.text'),
      };
  }
}
