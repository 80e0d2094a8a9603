/** The checks of settings that a relay has on a server and on a desktop. */
import { z } from 'zod';

/** What a value must be. Each host has words for it. */
export type WantedOfRelay =
  'object' | 'path' | 'open-invitations' | 'install-address' | 'time-zone' | 'shares';

/** Says what a value must be. */
export type SayWanted = (wanted: WantedOfRelay) => string;

/** Whom a relay invites to connect. */
export interface InvitationSettings {
  /** How many may be unanswered at the same time; 0: nobody is invited. */
  readonly maxPending: number;
  /** Where Isthmus is to be had, for people. */
  readonly installUrl: string;
  /** The file of the addresses that may be invited; null: everybody may be. */
  readonly restrictedTo: string | null;
  /** Whose weekends are left out, by its name in the IANA database; null: the machine's own. */
  readonly timeZone: string | null;
}

/** A path, as text. */
export const pathSetting = (say: SayWanted) => {
  const error = say('path');
  return z.string({ error }).min(1, { error }).max(1_000, { error });
};

/** Who is invited to connect. */
export const invitationSettings = (say: SayWanted) => {
  const open = { error: say('open-invitations') };
  const address = { error: say('install-address') };
  const zone = { error: say('time-zone') };
  return z.strictObject(
    {
      maxPending: z.int(open).min(0, open).max(100_000, open),
      installUrl: z.string(address).max(2_000, address).refine(isSecureAddress, address),
      restrictedTo: pathSetting(say).nullable().default(null),
      timeZone: z.string(zone).max(100, zone).refine(isTimeZone, zone).nullable().default(null),
    },
    // A name that is no setting is told by zod itself: its message has the name.
    { error: ({ code }) => (code === 'unrecognized_keys' ? undefined : say('object')) },
  );
};

/** Into how many shares the links are divided, where several relays carry at the same time. */
export const sharesSetting = (say: SayWanted) => {
  const error = say('shares');
  return z.int({ error }).min(1, { error }).max(64, { error });
};

/** A URL is read also from `https:example.org`, which the door between main and the engine refuses. */
const isSecureAddress = (address: string): boolean => /^https:\/\//i.test(address) && URL.canParse(address);

/** Whether this machine knows a time zone of this name. */
const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // Harmless: who wrote the setting is told.
    return false;
  }
};
