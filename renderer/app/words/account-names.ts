/** The names of accounts if one person has several. */
import { oneLine, type Account } from '../../model/index.ts';
import { say } from './catalogue/say.ts';

/** Of an account, what names it. */
export type NamedAccount = Pick<Account, 'id' | 'service' | 'label' | 'organisation' | 'organisationName'>;

/** How much of an organisation's name is shown, in UTF-16 units. */
const longestName = 40;

/**
 * The account's label in one line. A member of one organisation who is a guest in another has the same label in both; then the
 * organisation's name follows. If it is unknown, or both have the same name, the first digits of its id follow, by which the tenant can be
 * found in Entra.
 */
export const accountName = (account: NamedAccount, all: readonly NamedAccount[]): string => {
  const { id, service, organisation } = account;
  const label = oneLine(account.label);
  const organisationName = account.organisationName && oneLine(account.organisationName);
  const others = all.filter(
    (one) => one.id !== id && one.service === service && oneLine(one.label) === label,
  );
  if (others.length === 0 || organisation === undefined) return label;
  const tells =
    organisationName !== undefined &&
    others.every((one) => oneLine(one.organisationName ?? '') !== organisationName);
  return tells
    ? `${label} (${shortened(organisationName)})`
    : say('account-names.account-name.by-organisation-id', { label, organisation: organisation.slice(0, 8) });
};

const shortened = (name: string): string =>
  name.length <= longestName ? name : `${name.slice(0, longestName - 1).trimEnd()}…`;
