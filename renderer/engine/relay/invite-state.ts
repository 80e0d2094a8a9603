/** How inviting stands, for whoever watches the relay. It holds counts only. */
import type { InvitationRow } from '../../store/index.ts';
import { notInvited, type InviteRules, type NotInvited } from './decide-invitation.ts';

export interface InviteState {
  /** Invitations that are unanswered, and how many may be. */
  readonly open: number;
  readonly limit: number;
  /** Invited people who want to be left alone. */
  readonly declined: number;
  /** Invited people who have connected since. */
  readonly connected: number;
  /** Invitations that the server refused. */
  readonly notDelivered: number;
  /** How many addresses may be invited; null: everybody. */
  readonly listed: number | null;
  /** How many of those for whom was carried were not invited when it was looked last, by reason. */
  readonly reasons: Readonly<Record<NotInvited, number>>;
}

/** The counts of these invitations and reasons. */
export const inviteStateOf = (
  { maxPending, restrictedTo }: InviteRules,
  invitations: Iterable<Pick<InvitationRow, 'standing'>>,
  whys: readonly NotInvited[],
): InviteState => {
  const counts = { open: 0, declined: 0, connected: 0, 'not-delivered': 0 };
  for (const { standing } of invitations) counts[standing.kind] += 1;
  const { 'not-delivered': notDelivered, ...others } = counts;
  return {
    ...others,
    notDelivered,
    limit: maxPending,
    listed: restrictedTo?.size ?? null,
    // TypeScript does not know that the keys of this object are all reasons.
    reasons: Object.fromEntries(
      notInvited.map((why) => [why, whys.filter((one) => one === why).length]),
    ) as Readonly<Record<NotInvited, number>>,
  };
};
