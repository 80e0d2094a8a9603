/** A fault of the token endpoint: the answer that replaces its own. */

export type Outage =
  /**
   * 429, 5xx. Entra's 429 comes with or without Retry-After (`retryAfter`, seconds); the body names a transient error
   * (learn.microsoft.com/entra/identity-platform/reference-error-codes: 90033, 90055).
   */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  /** A captive portal or a proxy answers with its own page and status 200. */
  | { readonly kind: 'html' }
  /** JSON that says nothing: a gateway between, with status 200. */
  | { readonly kind: 'empty' }
  /** The right answer, cut in the middle. The request has had its effect. */
  | { readonly kind: 'cut' };

const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store, no-cache' } as const;

const transient = (status: number): { error: string; error_description: string; error_codes: number[] } =>
  status === 429
    ? {
        error: 'temporarily_unavailable',
        error_description: 'AADSTS90055: There are too many incoming requests. Please try again later.',
        error_codes: [90055],
      }
    : {
        error: 'temporarily_unavailable',
        error_description: 'AADSTS90033: A transient error has occurred. Please try again.',
        error_codes: [90033],
      };

/** The answer during an outage; `right` is the service's own answer. */
export const answerOfOutage = async (
  outage: Outage,
  right: () => Response | Promise<Response>,
): Promise<Response> => {
  switch (outage.kind) {
    case 'status':
      return Response.json(transient(outage.status), {
        status: outage.status,
        headers: {
          ...headers,
          ...(outage.retryAfter === undefined ? {} : { 'retry-after': String(outage.retryAfter) }),
        },
      });
    case 'html':
      return new Response(
        '<!doctype html><title>Welcome</title><h1>Welcome to the guest network</h1><p>Accept the terms to go on.</p>',
        { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } },
      );
    case 'empty':
      return Response.json({}, { headers });
    case 'cut': {
      const answer = await right();
      const text = await answer.text();
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        status: answer.status,
        headers: answer.headers,
      });
    }
  }
};
