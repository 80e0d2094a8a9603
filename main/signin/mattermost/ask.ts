/** Asks a server, before anybody signs in, whether it is a Mattermost server with which Isthmus works, and what it offers. */
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

/** What asking needs. */
export interface Asking {
  readonly fetch: Fetch;
  /** What the preset allows. */
  readonly preset: AllowedAddress | null;
  /** The server at this address has not taken the certificate that it was shown, or got none. */
  readonly certificateRefused: (url: string) => void;
}

const none = (outcome: ConnectOutcome): MattermostAnswer => ({ kind: 'none', outcome });

const pingPath = '/api/v4/system/ping';
const configPath = '/api/v4/config/client?format=old';
const metadataPath = '/.well-known/oauth-authorization-server';

/** What only Mattermost's ping tells (api4/system.go, getSystemPing). */
const ping = z.object({ status: z.literal('OK'), AndroidLatestVersion: z.string() });

const versionOf = (answer: Answer): string | null =>
  answer.kind === 'answered' ? answer.headers.get('x-version-id') : null;
const bodyOf = (answer: Answer): unknown =>
  answer.kind === 'answered' && answer.status === 200 ? answer.json : null;

/** Whether the answer to a ping is Mattermost's, as far as it tells by itself. */
const isMattermost = (pinged: Answer): boolean =>
  versionOf(pinged) !== null || ping.safeParse(bodyOf(pinged)).success;

/** Whether what answers there is a Mattermost server: by the header of every answer, or by its configuration where a proxy takes it away. */
function standingOf(pinged: Answer, configured: Answer): ConnectOutcome | null {
  if (pinged.kind !== 'answered') return endOfAnswer(pinged);
  if (pinged.status >= 500) return { kind: 'unreachable' };
  if (offerOf(bodyOf(configured)) !== null) return null;
  if (!isMattermost(pinged)) return { kind: 'not-this-service' };
  return versionOf(pinged) === null ? { kind: 'refused', reason: 'version-hidden', code: '' } : null;
}

/** How often a server may send us on before it is taken for a circle. */
const mostHops = 4;

/** The server's new address: where a redirect of the ping leads, when a Mattermost server answers there that may be used. */
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
    // Never from https to http, whatever a preset says of that address.
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
  // Where a reverse proxy says it by a page, the network has seen an answer like any other.
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
  // It has said that it is Mattermost, and nothing else: it is a server in trouble, or one before which somebody filters.
  if (read === null)
    return none(configured.kind === 'answered' ? { kind: 'unreachable' } : endOfAnswer(configured));
  const { hasPublicClients, ...told } = read;
  return {
    kind: 'offer',
    offer: { ...told, oauth: hasPublicClients ? await oauthAt(api, signal) : 'off' },
  };
}

/** For the page, which asks while somebody types: a later question ends an earlier one. */
export function createAsking(asking: Asking): (url: string) => Promise<MattermostAnswer> {
  let current = new AbortController();
  return (url) => {
    current.abort();
    current = new AbortController();
    return askServer(url, asking, current.signal);
  };
}
