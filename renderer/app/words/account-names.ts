/** What to call accounts where one person has several. */
import type { Account } from '../../model/index.ts';

type Named = Pick<Account, 'id' | 'service' | 'label' | 'organisation'>;

/**
 * The account's label. A member of one organisation who is a guest in another has the same label in both: then the first digits of the
 * organisation's id follow, by which the tenant can be found in Entra.
 */
export const accountName = (account: Named, all: readonly Named[]): string => {
  const { id, service, label, organisation } = account;
  const isShared = all.some((one) => one.id !== id && one.service === service && one.label === label);
  return isShared && organisation !== undefined
    ? `${label} (organisation ${organisation.slice(0, 8)})`
    : label;
};
