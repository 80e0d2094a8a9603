import { type ConnectRefusal, signInReason, type SignInReason } from '../preload/contract/reasons.ts';

/** The reason of an account that was signed in before, for each more detailed reason of a first sign-in. */
const afterwards: Partial<Record<ConnectRefusal, SignInReason>> = {
  declined: 'consent-missing',
  'approval-requested': 'consent-missing',
  'account-locked': 'blocked-by-policy',
  'personal-account': 'account-disabled',
  'organisation-unknown': 'account-disabled',
  'not-in-organisation': 'account-disabled',
};

/** What an account that was signed in needs after this refusal. */
export function lastingReason(reason: ConnectRefusal): SignInReason {
  const own = signInReason.safeParse(reason);
  return own.success ? own.data : (afterwards[reason] ?? 'revoked');
}
