/** Cross-origin calls: with AllowCorsFrom empty there is no handler at all, so a browser's preflight fails (facts: CORS and Origin). */
import type { MattermostSettings } from './settings.ts';

export const isPreflight = (request: Request): boolean =>
  request.method === 'OPTIONS' && request.headers.has('access-control-request-method');

/** The CORS headers of an answer, null when the origin is not allowed (or there is none). */
export const corsHeaders = (settings: MattermostSettings, request: Request): Headers | null => {
  const origin = request.headers.get('origin');
  if (settings.AllowCorsFrom === '' || origin === null) return null;
  const allowed = settings.AllowCorsFrom.split(' ');
  if (!allowed.includes('*') && !allowed.includes(origin)) return null;
  const headers = new Headers({
    'access-control-allow-origin': allowed.includes('*') && !settings.CorsAllowCredentials ? '*' : origin,
    vary: 'Origin',
  });
  if (settings.CorsAllowCredentials) headers.set('access-control-allow-credentials', 'true');
  if (settings.CorsExposedHeaders !== '')
    headers.set('access-control-expose-headers', settings.CorsExposedHeaders.split(' ').join(', '));
  if (isPreflight(request)) {
    headers.set('access-control-allow-methods', request.headers.get('access-control-request-method') ?? '');
    headers.set('access-control-allow-headers', request.headers.get('access-control-request-headers') ?? '*');
    headers.set('access-control-max-age', '86400');
  }
  return headers;
};
