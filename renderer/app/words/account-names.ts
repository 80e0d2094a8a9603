/** The names of accounts if one person has several. */
import { shortened } from '../../../preload/contract/one-line.ts';
import { oneLine, type Account } from '../../model/index.ts';
import { say } from './catalogue/say.ts';
import { serviceName } from './names.ts';

/** Of an account, what names it. */
export type NamedAccount = Pick<Account, 'id' | 'service' | 'label' | 'organisation' | 'organisationName'>;

/** How much of an organisation's name is shown, in UTF-16 units. */
const longestName = 40;

/** The account's label in one line; its service's name if there is nothing to see in the label. */
export const accountLabel = ({ label, service }: Pick<Account, 'label' | 'service'>): string =>
  oneLine(label) || serviceName(service);

/**
 * The account's label in one line. A member of one organisation who is a guest in another has the same label in both; then the
 * organisation's name follows. If it is unknown, or both have the same name, the first digits of its id follow, by which the tenant can be
 * found in Entra.
 */
export const accountName = (account: NamedAccount, all: readonly NamedAccount[]): string => {
  const { id, service, organisation } = account;
  const label = accountLabel(account);
  const organisationName = oneLine(account.organisationName ?? '');
  const others = all.filter((one) => one.id !== id && one.service === service && accountLabel(one) === label);
  if (others.length === 0 || organisation === undefined) return label;
  const tells =
    organisationName !== '' &&
    others.every((one) => oneLine(one.organisationName ?? '') !== organisationName);
  return tells
    ? `${label} (${shortened(organisationName, longestName)})`
    : say('account-names.account-name.by-organisation-id', { label, organisation: organisation.slice(0, 8) });
};
