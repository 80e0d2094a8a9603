/** The switches as the sign-in handlers ask them. */
import type { PersonKey } from '../../../organisation/plan.ts';
import type { User } from '../../state/directory.ts';
import type { SignInError } from '../errors.ts';
import type { StoppedSignIn } from './contract.ts';
import { refusalOf, type Refusal } from './known-refusals.ts';
import { SignInLimits } from './limits.ts';
import type { Outage } from './outage.ts';
import { Rules } from './rules.ts';

/** A sign-in that ends early: on a page, or back at the app. */
export interface EarlyEnd {
  readonly way: StoppedSignIn['way'];
  readonly problem: SignInError;
}

export class Policies {
  readonly refusals: Rules<{ readonly person: PersonKey; readonly refusal: Refusal }>;
  readonly outages: Rules<{ readonly outage: Outage; readonly grant: string | null }>;
  readonly stops: Rules<StoppedSignIn>;
  readonly limits: SignInLimits;

  /** @param now the sandbox's clock, ms. */
  constructor(now: () => number) {
    this.refusals = new Rules(now);
    this.outages = new Rules(now);
    this.stops = new Rules(now);
    this.limits = new SignInLimits(now);
  }

  /** The answer that replaces the token endpoint's. */
  outageFor(grantType: string | null): Outage | undefined {
    return this.outages.strike(({ grant }) => grant === null || grant === grantType)?.outage;
  }

  /** Why a refresh token of this user is refused, from a sign-in of this moment (ms); null when it is not. */
  refuses(user: User, scope: string, signedInAt: number): SignInError | null {
    const limited = this.limits.refusal(user.key, scope, signedInAt);
    if (limited) return limited;
    const rule = this.refusals.strike(({ person }) => person === user.key);
    return rule ? refusalOf(rule.refusal) : null;
  }

  /** How this user's interactive sign-in ends early, or null. */
  earlyEnd(user: User): EarlyEnd | null {
    const rule = this.stops.strike(({ person }) => person === null || person === user.key);
    if (!rule) return null;
    return {
      way: rule.way,
      problem: refusalOf(rule.way === 'redirect' ? { error: 'access_denied', ...rule } : rule),
    };
  }

  /** Somebody has signed in with the browser, with or without claims that the app passed on. */
  signedIn(user: User, withClaims: boolean): void {
    this.refusals.signedIn(({ person }) => person === user.key, withClaims);
    this.stops.signedIn(({ person }) => person === user.key, withClaims);
  }

  clear(): void {
    this.refusals.clear();
    this.outages.clear();
    this.stops.clear();
    this.limits.clear();
  }
}
