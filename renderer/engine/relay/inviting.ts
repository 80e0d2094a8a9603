/** Whom a relay invites, and in which words, by the settings of its host. */
import type { Document } from '../../text/document/index.ts';
import { invitation, type InvitedFor } from '../../text/invitation-words.ts';
import type { InviteRules } from './decide-invitation.ts';

export interface Inviting extends InviteRules {
  /** What an invitation says. */
  readonly words: (invited: InvitedFor) => Document;
  /** Whose weekends are left out, by its name in the IANA database; null: the machine's own. */
  readonly timeZone: string | null;
}

/** What a host's settings say of it. */
export interface InvitingSettings extends Pick<Inviting, 'maxPending' | 'timeZone'> {
  /** Where people get Isthmus. */
  readonly installUrl: string;
}

/** `listed`: the addresses of those who may be invited, in lower case; null: everybody may be. */
export const invitingBy = (
  { maxPending, timeZone, installUrl }: InvitingSettings,
  listed: ReadonlySet<string> | null,
): Inviting => ({ maxPending, timeZone, restrictedTo: listed, words: invitation(installUrl) });
