/** How inviting stands, for whoever watches the relay. It holds counts only. */
import { type InvitationRow, type InviteState, notInvited, type NotInvited } from '../../store/index.ts';
import type { InviteRules } from './decide-invitation.ts';

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
