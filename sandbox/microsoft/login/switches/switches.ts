/** The switches for programs that run the sandbox. */
import type { PersonKey } from '../../../organisation/plan.ts';
import type { TenantState } from '../../state/tenant.ts';
import type { User } from '../../state/directory.ts';
import type { Account, Accounts } from '../accounts.ts';
import type { Consents } from '../consents.ts';
import type { Grants } from '../grants.ts';
import type { EntraSwitches } from './contract.ts';
import { refusalOf } from './known-refusals.ts';
import type { Policies } from './policies.ts';

/** The state on which the switches act. */
export interface Switched {
  readonly state: TenantState;
  readonly accounts: Accounts;
  readonly grants: Grants;
  readonly consents: Consents;
  readonly policies: Policies;
  readonly replaceClient: (clientId: string) => void;
}

export const entraSwitches = (on: Switched): EntraSwitches => {
  const { grants, consents, policies } = on;
  const user = (person: PersonKey): User => on.state.directory.byKey(person);
  const account = (person: PersonKey): Account => on.accounts.homeOf(user(person));
  return {
    refuseRefresh: (person, refusal, until) => {
      // A number without words is an error of the caller, so it throws here.
      refusalOf(refusal);
      return policies.refusals.add({ person: user(person).key, refusal }, until);
    },
    breakTokenEndpoint: (outage, { grant, until } = {}) =>
      policies.outages.add({ outage, grant: grant ?? null }, until),
    stopSignIn: (stopped, until) => {
      refusalOf(stopped);
      return policies.stops.add(stopped, until);
    },
    grantForAll: (scopes) => consents.grantForAll(scopes),
    withdrawForAll: (scopes) => consents.withdrawForAll(scopes),
    withdrawConsent: (person, scopes) => consents.withdraw(user(person), scopes ?? null),
    approvalRequests: () => consents.requests(),
    approve: (person) => consents.answer(person, true),
    decline: (person) => consents.answer(person, false),
    setSignInFrequency: (person, seconds) => policies.limits.setFrequency(user(person).key, seconds),
    detectLoops: (limit) => policies.limits.detectLoops(limit),
    setAccountEnabled: (person, enabled) => {
      on.state.directory.setEnabled(user(person), enabled);
      if (!enabled) grants.endSessions(account(person));
    },
    changePassword: (person, password) => {
      on.state.directory.setPassword(user(person), password);
      grants.revoke(account(person));
    },
    replaceClient: on.replaceClient,
    clear: () => policies.clear(),
  };
};
