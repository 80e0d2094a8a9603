/** Which Origins may open a websocket (facts: CORS and Origin). */
import type { MattermostSettings } from '../settings.ts';

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null);

/** The origin to blame when the upgrade must be refused, null when it may go on. No Origin at all is accepted, `null` never. */
export const originRefusal = (
  settings: MattermostSettings,
  { headers, url }: { readonly headers: Headers; readonly url: URL },
): string | null => {
  const origin = headers.get('origin');
  if (origin === null || origin === '') return null;
  if (origin === 'null') return origin;
  const siteHost = settings.SiteURL === '' ? (headers.get('host') ?? url.host) : hostOf(settings.SiteURL);
  if (siteHost !== null && hostOf(origin) === siteHost) return null;
  const allowed = settings.AllowCorsFrom.split(' ').filter((each) => each !== '');
  return allowed.includes('*') || allowed.includes(origin) ? null : origin;
};
