/** Asks a server, before a sign-in, whether it is a Mattermost server that works with Isthmus, and which ways of signing in it offers. */
import { z } from 'zod';
import {
  type ConnectOutcome,
  type MattermostAnswer,
  oldestMattermost,
} from '../../../preload/contract/index.ts';
import type { Fetch } from '../../network/fetch.ts';
import { type AllowedAddress, mayBeUsed, normalServerUrl } from './address.ts';
import { isOlder, oauthOf, offerOf } from './offer.ts';
import { type Answer, type Api, createApi, endOfAnswer } from './server.ts';

/** The surroundings of asking. */
export interface Asking {
  readonly fetch: Fetch;
  /** The address that the preset allows. */
  readonly preset: AllowedAddress | null;
  /** Called if the server at this address refused the client certificate, or got none. */
  readonly certificateRefused: (url: string) => void;
}

const none = (outcome: ConnectOutcome): MattermostAnswer => ({ kind: 'none', outcome });

const pingPath = '/api/v4/system/ping';
const configPath = '/api/v4/config/client?format=old';
const metadataPath = '/.well-known/oauth-authorization-server';

/** The fields that only Mattermost's ping has (api4/system.go, getSystemPing). */
const ping = z.object({ status: z.literal('OK'), AndroidLatestVersion: z.string() });

const versionOf = (answer: Answer): string | null =>
  answer.kind === 'answered' ? answer.headers.get('x-version-id') : null;
const bodyOf = (answer: Answer): unknown =>
  answer.kind === 'answered' && answer.status === 200 ? answer.json : null;

/** Whether the answer to a ping has Mattermost's form. */
const isMattermost = (pinged: Answer): boolean =>
  versionOf(pinged) !== null || ping.safeParse(bodyOf(pinged)).success;

/**
 * The reason why the server cannot be used; null if it is a Mattermost server. It is recognised by the header of its answers, or by its
 * configuration if a proxy removes the header.
 */
function standingOf(pinged: Answer, configured: Answer): ConnectOutcome | null {
  if (pinged.kind !== 'answered') return endOfAnswer(pinged);
  if (pinged.status >= 500) return { kind: 'unreachable' };
  if (offerOf(bodyOf(configured)) !== null) return null;
  if (!isMattermost(pinged)) return { kind: 'not-this-service' };
  return versionOf(pinged) === null ? { kind: 'refused', reason: 'version-hidden', code: '' } : null;
}

/** The most redirects of a server. More are taken for a loop. */
const mostHops = 4;

/** The server's new address: the target of the ping's redirect, if a Mattermost server answers there and may be used. */
async function movedTo(
  serverUrl: string,
  first: string | null,
  { fetch, preset }: Asking,
  signal: AbortSignal,
): Promise<string | null> {
  let at = `${serverUrl}${pingPath}`;
  let location = first;
  for (let hop = 0; hop < mostHops && location !== null; hop += 1) {
    if (!URL.canParse(location, at)) return null;
    const next = new URL(location, at);
    if (!/^https?:$/.test(next.protocol) || !next.pathname.endsWith(pingPath)) return null;
    const to = normalServerUrl(`${next.origin}${next.pathname.slice(0, -pingPath.length)}`);
    // Never from https to http, even if a preset allows that address.
    if (!mayBeUsed(to, preset) || (new URL(serverUrl).protocol === 'https:' && next.protocol === 'http:'))
      return null;
    const answer = await createApi(to, fetch)(pingPath, { signal });
    if (answer.kind === 'answered') return isMattermost(answer) && to !== serverUrl ? to : null;
    if (answer.kind === 'failed') return null;
    at = `${to}${pingPath}`;
    ({ location } = answer);
  }
  return null;
}

async function oauthAt(api: Api, signal: AbortSignal) {
  return oauthOf(bodyOf(await api(metadataPath, { signal })));
}

/** Asks the server at `url`. */
export async function askServer(url: string, asking: Asking, signal: AbortSignal): Promise<MattermostAnswer> {
  const serverUrl = normalServerUrl(url);
  if (!mayBeUsed(serverUrl, asking.preset)) return none({ kind: 'insecure-address' });
  const api = createApi(serverUrl, asking.fetch);
  const [pinged, configured] = await Promise.all([api(pingPath, { signal }), api(configPath, { signal })]);
  if (pinged.kind === 'elsewhere') {
    const to = await movedTo(serverUrl, pinged.location, asking, signal);
    return none(to === null ? { kind: 'not-this-service' } : { kind: 'redirected', to });
  }
  const standing = standingOf(pinged, configured);
  // A reverse proxy may report the refused certificate by a page. The network cannot recognise such an answer.
  if (standing?.kind === 'refused' && standing.reason === 'client-certificate')
    asking.certificateRefused(serverUrl);
  if (standing !== null) return none(standing);
  const read = offerOf(bodyOf(configured));
  const version = read?.version ?? versionOf(pinged) ?? '';
  if (isOlder(version, oldestMattermost))
    return none({
      kind: 'refused',
      reason: 'server-too-old',
      code: version.split('.').slice(0, 3).join('.'),
    });
  // The server said that it is Mattermost, but not its configuration: it has a fault, or a filter stands before it.
  if (read === null)
    return none(configured.kind === 'answered' ? { kind: 'unreachable' } : endOfAnswer(configured));
  const { hasPublicClients, ...told } = read;
  return {
    kind: 'offer',
    offer: { ...told, oauth: hasPublicClients ? await oauthAt(api, signal) : 'off' },
  };
}

/** Asks for the page, while the user types an address. A later question ends an earlier one. */
export function createAsking(asking: Asking): (url: string) => Promise<MattermostAnswer> {
  let current = new AbortController();
  return (url) => {
    current.abort();
    current = new AbortController();
    return askServer(url, asking, current.signal);
  };
}
