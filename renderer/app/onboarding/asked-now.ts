/** Decides, by the preset, whether the user is asked to connect a service, and which one. Pure. */
import type { ConnectPolicy, Preset } from '../../../preload/contract/preset.ts';
import type { Account, Service } from '../../model/index.ts';

/** How the user stands to a service of the preset: no account there, one at another server or organisation only, or one at the preset's own. */
export type ServiceStanding = 'none' | 'elsewhere' | 'here';

/** Of an account, what tells where it is. Its state is not asked: a sign-in that has expired, or a server that is off-line, is connected. */
type PlacedAccount = Pick<Account, 'service' | 'siteUrl' | 'organisation'>;

export type ServiceStandings = Readonly<Partial<Record<Service, ServiceStanding>>>;

/** By the address without its scheme, because a server that has got a certificate is still the same. */
const isSameServer = (one: string, other: string): boolean => {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const [a, b] = [new URL(one), new URL(other)];
  const path = ({ pathname }: URL): string => pathname.replace(/\/$/, '');
  return a.host === b.host && path(a) === path(b);
};

const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/**
 * Whether an account of Teams may be the organisation's. A preset may name the tenant by a domain, or `organizations`; only Microsoft knows
 * which id that is, so then every account counts.
 */
const isOfTenant = (organisation: string | undefined, tenant: string): boolean =>
  !isGuid(tenant) || organisation === undefined || organisation.toLowerCase() === tenant.toLowerCase();

const standingOf = (
  accounts: readonly PlacedAccount[],
  isHere: (account: PlacedAccount) => boolean,
): ServiceStanding => (accounts.length === 0 ? 'none' : accounts.some(isHere) ? 'here' : 'elsewhere');

/** How the user stands to the services that the preset names. Another service is never asked for. */
export const serviceStandings = (
  { teams, mattermost }: Pick<Preset, 'teams' | 'mattermost'>,
  accounts: readonly PlacedAccount[],
): ServiceStandings => {
  const of = (service: Service) => accounts.filter((account) => account.service === service);
  return {
    ...(teams && {
      teams: standingOf(of('teams'), ({ organisation }) => isOfTenant(organisation, teams.tenant)),
    }),
    ...(mattermost && {
      mattermost: standingOf(of('mattermost'), ({ siteUrl }) => isSameServer(siteUrl ?? '', mattermost.url)),
    }),
  };
};

/** In the order in which they are named. */
const services = ['teams', 'mattermost'] as const;

/** The services that the preset names and in which the user has no account at the preset's server. */
export const notConnected = (standings: ServiceStandings): readonly Service[] =>
  services.filter((service) => standings[service] !== undefined && standings[service] !== 'here');

export interface AskedNowOptions {
  readonly connect: ConnectPolicy;
  readonly standings: ServiceStandings;
  /** Whether the user had an account at this start, or has left the first screen since. */
  readonly hasBegun: boolean;
  /** Whether something was not connected at this start, and the user has neither connected it nor skipped since. */
  readonly isDue: boolean;
}

/** What the app asks the user for before or over the main screen. */
export type Asked =
  | { readonly kind: 'nothing' }
  /** The first screen, for a user without accounts. */
  | { readonly kind: 'welcome' }
  /** Nothing else is shown until these are connected. */
  | { readonly kind: 'required'; readonly services: readonly Service[] }
  /** A question over the main screen, which can be skipped for this start. */
  | { readonly kind: 'skippable'; readonly services: readonly Service[] };

/**
 * Only a service without any account is required. Somebody with an account elsewhere is asked and may skip, so that a server that has moved
 * to another address, and cannot be reached, locks nobody out.
 */
export const askedNow = ({ connect, standings, hasBegun, isDue }: AskedNowOptions): Asked => {
  const never = services.filter((service) => standings[service] === 'none');
  if (connect === 'required' && never.length > 0) return { kind: 'required', services: never };
  if (!hasBegun) return { kind: 'welcome' };
  const missing = notConnected(standings);
  return connect !== 'offer' && isDue && missing.length > 0
    ? { kind: 'skippable', services: missing }
    : { kind: 'nothing' };
};

/** Whether the app shows nothing but signing in after this account has been signed out. */
export const isRequiredAccount = (
  preset: Preset,
  accounts: readonly (PlacedAccount & Pick<Account, 'id'>)[],
  leaving: Account['id'],
): boolean => {
  const askedWith = (left: readonly PlacedAccount[]): Asked['kind'] =>
    askedNow({
      connect: preset.connect,
      standings: serviceStandings(preset, left),
      hasBegun: true,
      isDue: false,
    }).kind;
  return (
    askedWith(accounts) !== 'required' &&
    askedWith(accounts.filter(({ id }) => id !== leaving)) === 'required'
  );
};
