/** Which ways of signing in a Mattermost server offers, as far as it tells whoever asks without a session. */
import { z } from 'zod';
import type { CallResponse } from '../../preload/contract/index.ts';
import type { Fetch } from '../network/fetch.ts';
import { createApi, normalServerUrl } from './mattermost-server.ts';

export type MattermostWays = CallResponse<'account:mattermost-ways'>;

/** All values are strings; what the server does not tell is absent (`GenerateLimitedClientConfig` of its source). */
const reduced = z.object({
  Version: z.string(),
  EnableSignInWithEmail: z.string().optional(),
  EnableSignInWithUsername: z.string().optional(),
  EnableLdap: z.string().optional(),
});

/** Public OAuth clients, which need no secret, came with this version. */
const publicClientsSince = [11, 2] as const;

const hasPublicClients = (version: string): boolean => {
  const [major = NaN, minor = NaN] = version.split('.').map(Number);
  const [sinceMajor, sinceMinor] = publicClientsSince;
  // A version that cannot be read is no reason to keep a way from anybody.
  return !(major < sinceMajor || (major === sinceMajor && minor < sinceMinor));
};

/** The ways a configuration leaves. Whether access tokens and OAuth are switched on is told to nobody without a session: they are tried. */
export function waysOf(configuration: unknown): MattermostWays {
  const known = reduced.safeParse(configuration);
  if (!known.success) return { kind: 'unknown' };
  const { Version, EnableSignInWithEmail, EnableSignInWithUsername, EnableLdap } = known.data;
  const told = [EnableSignInWithEmail, EnableSignInWithUsername, EnableLdap].filter(
    (value) => value !== undefined,
  );
  const password = told.length === 0 || told.includes('true');
  return {
    kind: 'known',
    ways: [
      ...(password ? (['password'] as const) : []),
      'token',
      ...(hasPublicClients(Version) ? (['browser'] as const) : []),
    ],
  };
}

/** Asks the server at `url`; unknown when it cannot be asked: signing in then says why. */
export async function askWays(url: string, fetch: Fetch): Promise<MattermostWays> {
  const answer = await createApi(normalServerUrl(url), fetch)('/api/v4/config/client?format=old');
  return answer.kind === 'answered' && answer.status === 200 ? waysOf(answer.json) : { kind: 'unknown' };
}
