/** Signs in to Mattermost through the browser: by OAuth if there is a client id, else by the server's single sign-on. */
import type { ConnectOutcome, MattermostMethod, MattermostOffer } from '../../../preload/contract/index.ts';

/** A session token, or the outcome without one. */
export type BrowserOutcome =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'ended'; readonly outcome: ConnectOutcome };

export const ended = (outcome: ConnectOutcome): BrowserOutcome => ({ kind: 'ended', outcome });

/** The way through the browser. */
export type BrowserWay =
  | { readonly kind: 'oauth'; readonly clientId: string }
  /** By OAuth, after registering a client. */
  | { readonly kind: 'register' }
  | { readonly kind: 'desktop-token'; readonly service: NonNullable<BrowserMethod['service']> }
  | { readonly kind: 'none'; readonly outcome: ConnectOutcome };

type BrowserMethod = Extract<MattermostMethod, { kind: 'browser' }>;

/**
 * Chooses the way.
 * @param presetClient the preset's client id for this server; null for none
 */
export function browserWay(
  { oauth, sso }: Pick<MattermostOffer, 'oauth' | 'sso'>,
  { clientId, service }: Pick<BrowserMethod, 'clientId' | 'service'>,
  presetClient: string | null,
): BrowserWay {
  const known = clientId ?? presetClient;
  // A server with OAuth switched off accepts no client id.
  if (known !== null && oauth !== 'off') return { kind: 'oauth', clientId: known };
  if (oauth === 'registers') return { kind: 'register' };
  const chosen = sso.find((one) => one.service === service) ?? (sso.length === 1 ? sso[0] : undefined);
  if (chosen !== undefined) return { kind: 'desktop-token', service: chosen.service };
  const reason = oauth === 'off' ? 'way-off' : 'registration-off';
  return { kind: 'none', outcome: { kind: 'refused', reason, code: '' } };
}
