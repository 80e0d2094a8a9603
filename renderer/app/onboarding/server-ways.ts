/** Decides which parts of the card are shown, from the server's answer only: the ways of signing in, and the form for the browser. */
import type { ConnectRefusal } from '../../../preload/contract/reasons.ts';
import type { ConnectOutcome } from '../../../preload/contract/accounts.ts';
import type {
  MattermostAnswer,
  MattermostMethod,
  MattermostOffer,
} from '../../../preload/contract/mattermost-sign-in.ts';

export type MethodKind = MattermostMethod['kind'];

/** The state of the server at the typed address. */
export type ServerState =
  /** No address is typed yet. */
  | { readonly kind: 'no-address' }
  /** The server is being asked, or will be at once. */
  | { readonly kind: 'asking' }
  | MattermostAnswer;

const allWays: readonly MethodKind[] = ['password', 'browser', 'token'];

/** Whether the answer excludes every sign-in, so that the server or its address must change first. */
const isFinal = (outcome: ConnectOutcome): boolean => {
  switch (outcome.kind) {
    case 'insecure-address':
    case 'redirected':
      return true;
    case 'refused':
      return outcome.reason === 'server-too-old' || outcome.reason === 'version-hidden';
    default:
      return false;
  }
};

/**
 * The ways to show, in order; all if the server has not answered. Personal access tokens are always offered, because no server tells whether
 * they are on.
 */
export const waysOf = (server: ServerState): readonly MethodKind[] => {
  switch (server.kind) {
    case 'no-address':
    case 'asking':
      return allWays;
    case 'none':
      return isFinal(server.outcome) ? [] : allWays;
    case 'offer': {
      const { password, sso, oauth } = server.offer;
      const browser = sso.length > 0 || oauth !== 'off';
      return allWays.filter((way) => way === 'token' || (way === 'password' ? password !== null : browser));
    }
  }
};

/** The form for the browser: one button, or one for each service; and whether a client id is asked for. */
export interface BrowserForm {
  /**
   * Single sign-on services without an OAuth client: one button for each. If empty, there is one button, and the server's page offers the
   * rest.
   */
  readonly services: readonly MattermostOffer['sso'][number][];
  readonly clientId: 'none' | 'optional' | 'needed';
}

/** @param presetClient whether the preset has a client id for this server */
export const browserForm = (offer: MattermostOffer | null, presetClient: boolean): BrowserForm => {
  if (offer === null) return { services: [], clientId: presetClient ? 'none' : 'optional' };
  const { sso, oauth } = offer;
  if (oauth === 'off') return { services: sso, clientId: 'none' };
  if (oauth === 'registers' || presetClient) return { services: [], clientId: 'none' };
  return { services: sso, clientId: sso.length > 0 ? 'optional' : 'needed' };
};

/** Whether the user can solve the problem at the server itself, in a browser. */
export const isAtServer = (outcome: ConnectOutcome): boolean => {
  if (outcome.kind !== 'refused') return false;
  const there: readonly ConnectRefusal[] = [
    'mfa-not-set-up',
    'terms-of-service',
    'email-unverified',
    'account-locked',
  ];
  return there.includes(outcome.reason);
};
