/** What the engine of a desktop that is the relay notes of itself for the status screen. What the tables tell is not in it. */
import type { LimitUsed } from '../model/index.ts';
import type { InviteState } from './invite-rows.ts';

export interface StatusNote {
  /** Of each limit of each service the most that was used at once in the last minute. */
  readonly limits: readonly LimitUsed[];
  readonly invitations: InvitationsNote;
}

/** Whom this computer may invite, and how that stands. */
export type InvitationsNote =
  | { readonly kind: 'nobody' }
  /** It is not known who may be invited, so nobody is. */
  | { readonly kind: 'list-refused'; readonly file: string; readonly why: InviteListRefusal }
  | {
      readonly kind: 'invites';
      readonly state: InviteState;
      /** The list of those who may be invited; null: everybody may be. */
      readonly list: {
        readonly file: string;
        /** How many of its lines could not be used, and the first of them. */
        readonly leftOut: number;
        readonly lines: readonly number[];
      } | null;
    };

/** Why the list cannot be used. */
export type InviteListRefusal = 'absent' | 'unreadable' | 'too-large' | 'no-column';
