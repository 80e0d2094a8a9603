/** Reads changes of state aloud, not every number of a running fill. */
import type { Account } from '../../model/index.ts';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { forAdministrator, type Status } from '../words/account-sentences.ts';
import { serviceName } from '../words/names.ts';

interface Properties {
  readonly statuses: readonly { readonly account: Account; readonly status: Status }[];
}

export const StatusAnnouncer = ({ statuses }: Properties) => (
  <OnlyHeard role="status" aria-live="polite">
    {statuses
      .map(({ account, status }) => `${serviceName(account.service)}: ${spoken(account, status)}`)
      .join(' ')}
  </OnlyHeard>
);

/** What is said of one account: what changes by itself every second is left out. */
export const spoken = (account: Pick<Account, 'state'>, status: Status): string =>
  [stateOf(account, status), status.advice, forAdministrator(status)]
    .filter((part) => typeof part === 'string')
    .join(' ');

const stateOf = (account: Pick<Account, 'state'>, status: Status): string => {
  if (typeof status.progress === 'number') return 'fetching messages.';
  // The countdown in the sentence changes every second.
  if (account.state.kind === 'offline') return 'off-line.';
  if (account.state.kind === 'without-push') return 'no live connection.';
  if (account.state.kind === 'waiting') return 'waiting for the service.';
  return status.text;
};
