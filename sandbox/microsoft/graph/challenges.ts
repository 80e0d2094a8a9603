/**
 * Where Graph refuses a token that is good in itself: continuous access evaluation
 * (learn.microsoft.com/entra/identity-platform/app-resilience-continuous-access-evaluation), and a part of Graph that is ill.
 */
import type { PersonKey } from '../../organisation/plan.ts';
import type { Claims } from '../login/keys.ts';
import { Rules, type Until } from '../login/switches/rules.ts';
import type { User } from '../state/directory.ts';
import { GraphError } from './errors.ts';

/** The demand of a challenge on the next token. */
export type Demand =
  /** One that was made after this moment: the policies have changed. */
  | { readonly kind: 'newer' }
  /** One with an authentication context, which only a sign-in with the browser can meet: `acrs`, `c1` to `c99`. */
  | { readonly kind: 'context'; readonly id: string };

export interface Challenge {
  /** Everybody's when null. */
  readonly person: PersonKey | null;
  /** Which requests, by their path below the version; all when null. */
  readonly path: RegExp | null;
  readonly demand: Demand;
}

export interface GraphSwitches {
  /** Challenges tokens of apps that declare CP1 until one comes that meets the demand; others are left alone, as the real Graph does. */
  challenge(challenge: Challenge, until?: Until): () => void;
  /** 401 for some paths with a token that is valid elsewhere, as in microsoftgraph/microsoft-graph-docs issues 16986 and 16987. */
  refuse(refusal: Omit<Challenge, 'demand' | 'path'> & { readonly path: RegExp }, until?: Until): () => void;
  clear(): void;
}

/** A token as far as challenges look at it. */
export interface ShownToken {
  readonly user: User;
  readonly claims: Claims;
  /** When it was made, ms. */
  readonly madeAt: number;
  /** When the user's tokens were ended, ms; -Infinity when never. */
  readonly endedAt: number;
  /** Below the version. */
  readonly path: string;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const insufficient = (claims: object, code: string): GraphError =>
  new GraphError(
    401,
    'InvalidAuthenticationToken',
    `Continuous access evaluation resulted in challenge with result: InteractionRequired and code: ${code}`,
    {
      'www-authenticate': [
        'Bearer realm=""',
        'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
        'client_id="00000003-0000-0000-c000-000000000000"',
        'error="insufficient_claims"',
        `claims="${Buffer.from(JSON.stringify({ access_token: claims })).toString('base64')}"`,
      ].join(', '),
    },
  );

const newerThan = (at: number, code: string): GraphError =>
  insufficient({ nbf: { essential: true, value: String(Math.floor(at / 1000)) } }, code);

export class Challenges implements GraphSwitches {
  readonly #challenges: Rules<Challenge>;
  readonly #refusals: Rules<Omit<Challenge, 'demand'>>;

  /** @param now the sandbox's clock, ms. */
  constructor(private readonly now: () => number) {
    this.#challenges = new Rules(now);
    this.#refusals = new Rules(now);
  }

  challenge(challenge: Challenge, until?: Until): () => void {
    return this.#challenges.add(challenge, until);
  }

  refuse(refusal: Omit<Challenge, 'demand'>, until?: Until): () => void {
    return this.#refusals.add(refusal, until);
  }

  clear(): void {
    this.#challenges.clear();
    this.#refusals.clear();
  }

  /** Somebody has signed in with the browser. */
  signedIn(user: User, withClaims: boolean): void {
    const theirs = ({ person }: Pick<Challenge, 'person'>): boolean => person === user.key;
    this.#challenges.signedIn(theirs, withClaims);
    this.#refusals.signedIn(theirs, withClaims);
  }

  /** Why this token is refused here; null when it is not. */
  problem(token: ShownToken): GraphError | null {
    const { user, claims, madeAt, endedAt, path } = token;
    const concerns = (rule: Omit<Challenge, 'demand'>): boolean =>
      (rule.person === null || rule.person === user.key) && (rule.path?.test(path) ?? true);
    if (this.#refusals.strike(concerns)) return new GraphError(401, 'Unauthorized', 'UnknownError');
    if (!listOf(claims.xms_cc).includes('cp1')) return null;
    if (madeAt <= endedAt)
      return newerThan(Math.min(endedAt, this.now()), 'TokenIssuedBeforeRevocationTimestamp');
    const rule = this.#challenges.strike((one, since) => {
      if (!concerns(one)) return false;
      return one.demand.kind === 'newer' ? madeAt < since : !listOf(claims.acrs).includes(one.demand.id);
    });
    if (!rule) return null;
    return rule.demand.kind === 'newer'
      ? newerThan(this.now(), 'TokenCreatedWithOutdatedPolicies')
      : insufficient({ acrs: { essential: true, value: rule.demand.id } }, 'AuthenticationContextRequired');
  }
}
