/** Announces changes of state to screen readers, but not every number of a running fill. */
import type { Account } from '../../model/index.ts';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { forAdministrator, type Status } from '../words/account-sentences.ts';
import { serviceName } from '../words/names.ts';
import { say } from '../words/catalogue/say.ts';

interface Properties {
  readonly statuses: readonly { readonly account: Account; readonly status: Status }[];
}

export const StatusAnnouncer = ({ statuses }: Properties) => (
  <OnlyHeard role="status" aria-live="polite">
    {statuses
      .map(({ account, status }) =>
        say('status.of-account', { name: serviceName(account.service), status: spoken(account, status) }),
      )
      .join(' ')}
  </OnlyHeard>
);

/** The announced text of one account, without values that change every second. */
export const spoken = (account: Pick<Account, 'state'>, status: Status): string =>
  [stateOf(account, status), status.advice, forAdministrator(status)]
    .filter((part) => typeof part === 'string')
    .join(' ');

const stateOf = (account: Pick<Account, 'state'>, status: Status): string => {
  if (typeof status.progress === 'number') return say('status.spoken.filling');
  // The countdown in the sentence changes every second, so a sentence without it is announced.
  if (account.state.kind === 'offline') return say('status.spoken.offline');
  if (account.state.kind === 'without-push') return say('status.spoken.without-push');
  if (account.state.kind === 'waiting') return say('status.spoken.waiting');
  return status.text;
};
