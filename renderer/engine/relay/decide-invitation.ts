/** Who is to be invited now. Pure. */
import type { Person } from '../../model/index.ts';
import type { InvitationRow, NotInvited } from '../../store/index.ts';

export interface InviteRules {
  /** How many invitations may be unanswered at the same time; 0: nobody is invited. */
  readonly maxPending: number;
  /** The addresses of those who may be invited, in lower case; null: everybody. */
  readonly restrictedTo: ReadonlySet<string> | null;
}

/** Somebody for whom the relay has carried. */
export interface InviteCandidate {
  /** The person on Mattermost; null if they are not known to have an account there. */
  readonly person: Pick<Person, 'kind' | 'active' | 'email'> | null;
  /** How many of their messages were carried, from both services. */
  readonly messages: number;
  readonly isConnected: boolean;
  /** The invitation that they got; null if none is known. */
  readonly invitation: Pick<InvitationRow, 'standing'> | null;
}

export type InviteVerdict = { readonly kind: 'invite' } | { readonly kind: 'not'; readonly why: NotInvited };

/** Somebody is invited after this many messages. */
export const messagesBefore = 3;

/** What a candidate is told now. `open`: the invitations that are unanswered; `isWeekend`: whether it is Saturday or Sunday for them. */
export const decideInvitation = (
  { person, messages, isConnected, invitation }: InviteCandidate,
  { maxPending, restrictedTo }: InviteRules,
  { open, isWeekend }: { readonly open: number; readonly isWeekend: boolean },
): InviteVerdict => {
  if (person === null) return not('no-account');
  if (person.kind !== 'person') return not(person.kind);
  if (!person.active) return not('inactive');
  if (isConnected) return not('connected');
  if (invitation !== null)
    return not(invitation.standing.kind === 'declined' ? 'declined' : 'invited-before');
  if (messages < messagesBefore) return not('too-few-messages');
  if (restrictedTo !== null && (person.email === null || !restrictedTo.has(person.email.toLowerCase())))
    return not('not-listed');
  if (isWeekend) return not('weekend');
  if (open >= maxPending) return not('too-many-open');
  return { kind: 'invite' };
};

const not = (why: NotInvited): InviteVerdict => ({ kind: 'not', why });

/** Whether it is Saturday or Sunday in a time zone; null: the machine's own. The mirror knows nobody's time zone. `at`: ms since 1970. */
export const isWeekendAt = (at: number, timeZone: string | null): boolean => {
  const day = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: timeZone ?? undefined }).format(at);
  return day === 'Sat' || day === 'Sun';
};
