/**
 * Whether people are asked to connect the services that the preset names. `offer`: nobody is asked. `ask-each-start`: at each start, with a
 * way to skip. `required`: until they have connected, the app shows nothing else.
 */
export const connectPolicy = z.enum(['offer', 'ask-each-start', 'required']);
export type ConnectPolicy = z.infer<typeof connectPolicy>;

/** Settings that an administrator or the user prepared before the start. */
import { z } from 'zod';
import type { KnownAccount } from './accounts.ts';
import { shortText, webUrl } from './limits.ts';
import type { ConnectRefusal } from './reasons.ts';

/** Settings that an administrator or the user has prepared: servers to connect to, and limits of the mirror. */
export const preset = z.strictObject({
  teams: z
    .strictObject({
      /** A tenant GUID or domain, or `organizations`. */
      tenant: shortText,
      clientId: z.guid(),
      /** The sign-in service without the tenant: `https://login.microsoftonline.com`, except for a national cloud or the sandbox. */
      loginUrl: webUrl,
      /** Graph with its version: `https://graph.microsoft.com/v1.0`. */
      graphUrl: webUrl,
    })
    .nullable(),
  mattermost: z
    .strictObject({
      url: webUrl,
      /** A public OAuth client that the server knows; null: Isthmus registers one if the server allows it. */
      clientId: shortText.nullable(),
      /** Whether `url` may be `http:` although it leads to another computer. Passwords and messages cross the network unencrypted then. */
      allowHttp: z.boolean(),
    })
    .nullable(),
  /** How many days of history to mirror; null for all. */
  days: z.number().int().min(1).max(36_500).nullable(),
  /** How to act without a keyring of the system: ask the user, or apply the administrator's decision. */
  withoutKeyring: z.enum(['ask', 'memory-only', 'plain-file']),
  connect: connectPolicy,
  /** The accounts of the organisation's relay: its bot's id on Mattermost, and its user's id in Entra. Absent: links may name one. */
  relay: z
    .strictObject({
      mattermostBot: z.string().regex(/^[a-z0-9]{26}$/),
      teamsUser: z.guid(),
      /** Whether this computer is the relay. Then only these two accounts may be signed in, and none of them elsewhere. */
      here: z.boolean(),
    })
    .optional(),
});
export type Preset = z.infer<typeof preset>;

const path = z.string().max(10_000);

/** Why the list of those who may be invited cannot be used. */
export const inviteListRefusal = z.enum(['absent', 'unreadable', 'too-large', 'no-column']);

/** So many lines of the list that were left out are named. */
export const mostLinesNamed = 10;

/** Whom a desktop that is the organisation's relay invites to connect. */
export const relayInviting = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nobody') }),
  /** It is not known who may be invited, so nobody is. */
  z.strictObject({ kind: z.literal('list-refused'), file: path, why: inviteListRefusal }),
  z.strictObject({
    kind: z.literal('invites'),
    /** How many invitations may be unanswered at the same time; 0: nobody is invited. */
    maxPending: z.int().min(0),
    /** Where people get Isthmus. */
    installUrl: webUrl,
    /** Whose weekends are left out, by its name in the IANA database; null: this machine's own. */
    timeZone: shortText.nullable(),
    /** Who may be invited; null: everybody. */
    list: z
      .strictObject({
        file: path,
        /** In lower case. A list of 16 MB, the largest that is read, has fewer. */
        addresses: z.array(shortText).max(4_200_000),
        /** How many lines could not be used, and the first of them. */
        leftOut: z.int().min(0),
        lines: z.array(z.int().min(1)).max(mostLinesNamed),
      })
      .nullable(),
  }),
]);
export type RelayInviting = z.infer<typeof relayInviting>;

/** Somebody who signs in: their service, and their id there; or who was signed in as the relay before. */
export type Somebody = Pick<KnownAccount, 'service' | 'userId' | 'ofRelay'>;

/** Why an account may not be signed in on this computer; null where it may. */
export const relayRefusal = (
  relay: Preset['relay'],
  { service, userId, ofRelay }: Somebody,
): Extract<ConnectRefusal, 'not-of-relay' | 'of-relay'> | null => {
  if (ofRelay === true && relay?.here !== true) return 'of-relay';
  if (relay === undefined) return null;
  const isOfRelay =
    userId.toLowerCase() === (service === 'teams' ? relay.teamsUser : relay.mattermostBot).toLowerCase();
  if (isOfRelay === relay.here) return null;
  return relay.here ? 'not-of-relay' : 'of-relay';
};
