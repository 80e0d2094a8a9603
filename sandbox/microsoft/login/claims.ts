/** The `claims` parameter of authorize and token requests (openid-connect-core, 5.5; learn.microsoft.com/entra/identity-platform/claims-challenge). */
import { signInErrors, type SignInError } from './errors.ts';

/** The claims that an app requests for its access token. */
export interface ClaimsRequest {
  /** Whether the app declares that it understands claims challenges: `xms_cc` with `cp1`. */
  readonly knowsChallenges: boolean;
  /** Authentication contexts, as `acrs` names them. */
  readonly contexts: readonly string[];
  /** Whether it contains a challenge that was handed back, besides the app's own declaration. */
  readonly isChallenge: boolean;
}

const none: ClaimsRequest = { knowsChallenges: false, contexts: [], isChallenge: false };

const valuesOf = (request: unknown): string[] => {
  if (typeof request !== 'object' || request === null) return [];
  const { value, values } = request as { readonly value?: unknown; readonly values?: unknown };
  const all: unknown[] = Array.isArray(values) ? values : [value];
  return all.filter((one) => typeof one === 'string');
};

/** Reads the parameter. Capabilities are compared without case: MSAL writes CP1, tokens carry cp1. */
export const readClaims = (text: string | null): ClaimsRequest | SignInError => {
  if (text === null || text === '') return none;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return signInErrors.malformedClaims();
  }
  if (typeof value !== 'object' || value === null) return signInErrors.malformedClaims();
  const { access_token: asked } = value as { readonly access_token?: unknown };
  if (typeof asked !== 'object' || asked === null) return none;
  const claims = new Map<string, unknown>(Object.entries(asked));
  return {
    knowsChallenges: valuesOf(claims.get('xms_cc')).some((one) => one.toLowerCase() === 'cp1'),
    contexts: valuesOf(claims.get('acrs')),
    isChallenge: [...claims.keys()].some((name) => name !== 'xms_cc'),
  };
};
