/** What of the card is shown for what a server has told: the ways in, and how the browser's way goes. Decided from the answer alone. */
import type { ConnectRefusal } from '../../../preload/contract/reasons.ts';
import type {
  ConnectOutcome,
  MattermostAnswer,
  MattermostMethod,
  MattermostOffer,
} from '../../../preload/contract/shapes.ts';

export type MethodKind = MattermostMethod['kind'];

/** What is known of the server at the address that is typed. */
export type ServerState =
  /** There is no address yet. */
  | { readonly kind: 'no-address' }
  /** Asked, or about to be. */
  | { readonly kind: 'asking' }
  | MattermostAnswer;

const allWays: readonly MethodKind[] = ['password', 'browser', 'token'];

/** Whether an answer leaves no way in, whatever is typed: the server, or its address, has to change first. */
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

/** The ways to show, in order; all of them where the server has not told. Personal tokens are tried: nobody is told whether they are on. */
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

/** The browser's way: one button, or one for each service; and whether a client id is asked for. */
export interface BrowserForm {
  /** Single sign-on without a client that the server knows: a button for each. Empty: one button, and the server's page has the rest. */
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

/** Whether what stands in the way is done at the server itself, in a browser. */
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
