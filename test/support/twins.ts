/** Who is whom among made-up people, as the database would hold it. */
import { twinsAmong, type Witness } from '../../renderer/engine/people/who-is-whom.ts';
import type { AccountId, PersonTwins, Service } from '../../renderer/model/index.ts';

export const twinRows = (
  people: readonly Witness[],
  accounts: Readonly<Record<Service, AccountId>>,
): PersonTwins[] =>
  [...twinsAmong(people, accounts)].map(([id, twin]) => ({
    id,
    accountId: twin.accountId === accounts.teams ? accounts.mattermost : accounts.teams,
    twins: [twin],
  }));
