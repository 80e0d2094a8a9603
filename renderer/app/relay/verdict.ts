/** How the relay stands in one sentence: the one thing that an administrator has to know first. Pure. */
import type { Account, CarrierStanding, CarryPause, Service } from '../../model/index.ts';
import type { EngineRow } from '../../store/index.ts';

export type RelayVerdict =
  /** It is not known yet. */
  | { readonly kind: 'starting' }
  /** The engine does not run; its own state says why. */
  | { readonly kind: 'stopped'; readonly engine: Exclude<EngineRow['state'], { readonly kind: 'running' }> }
  | { readonly kind: 'sign-in-missing'; readonly services: readonly Service[] }
  | { readonly kind: 'sign-in-expired'; readonly services: readonly Service[] }
  | { readonly kind: 'handed-over' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'unreachable'; readonly services: readonly Service[] }
  | { readonly kind: 'no-links' }
  /** There are links, and none counts. */
  | { readonly kind: 'none-good' }
  | { readonly kind: 'carries'; readonly links: number }
  | { readonly kind: 'other' }
  | { readonly kind: 'looking' };

export interface RelayFacts {
  readonly accounts: readonly Pick<Account, 'service' | 'state'>[];
  /** Undefined before the engine has run for the first time. */
  readonly engine: Pick<EngineRow, 'state' | 'carryPause' | 'carrier'> | undefined;
  /** How many links there are, and how many of them are carried; undefined before they were read. */
  readonly links: { readonly all: number; readonly carried: number } | undefined;
  /** This machine's clock, ms. */
  readonly now: number;
}

const services: readonly Service[] = ['mattermost', 'teams'];

/** What somebody must do comes before what they wanted, and this before what mends itself. */
export const relayVerdict = ({ accounts, engine, links, now }: RelayFacts): RelayVerdict => {
  const missing = services.filter((service) => accounts.every((account) => account.service !== service));
  const within = (kind: Account['state']['kind']): readonly Service[] =>
    services.filter((service) => accounts.some((one) => one.service === service && one.state.kind === kind));
  const expired = within('sign-in-needed');
  const state = engine?.state;
  if (state && state.kind !== 'running') return { kind: 'stopped', engine: state };
  // Somebody who was signed in and is not any more waits longer for help than somebody who has just begun.
  if (expired.length > 0) return { kind: 'sign-in-expired', services: expired };
  if (missing.length > 0) return { kind: 'sign-in-missing', services: missing };
  if (engine === undefined || links === undefined) return { kind: 'starting' };
  const paused = pausedAs(engine.carryPause);
  if (paused) return paused;
  const away = within('offline');
  if (away.length > 0) return { kind: 'unreachable', services: away };
  if (links.all === 0) return { kind: 'no-links' };
  if (links.carried === 0) return { kind: 'none-good' };
  return carriedBy(engine.carrier ?? { kind: 'none' }, links.carried, now);
};

const pausedAs = ({ kind }: CarryPause): RelayVerdict | null => {
  switch (kind) {
    case 'none':
      return null;
    case 'handed-over':
      return { kind: 'handed-over' };
    case 'until':
    case 'until-ended':
      return { kind: 'paused' };
  }
};

const carriedBy = (carrier: CarrierStanding, links: number, now: number): RelayVerdict => {
  switch (carrier.kind) {
    case 'this':
      // Its last word has run out: it may be another one by now.
      return now < carrier.until ? { kind: 'carries', links } : { kind: 'looking' };
    case 'other':
      return { kind: 'other' };
    case 'none':
    case 'looking':
      return { kind: 'looking' };
  }
};
