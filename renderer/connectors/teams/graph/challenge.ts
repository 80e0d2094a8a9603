/** Reads claims challenges: Graph refuses a good token, and names the claims that a new token needs. */
import type { GraphAnswer } from './failure.ts';

/** Longer than any claims request that Entra writes. The door refuses longer ones. */
const longest = 10_000;

/**
 * The claims request in a 401's WWW-Authenticate (`claims="<base64 of JSON>"`,
 * learn.microsoft.com/entra/identity-platform/claims-challenge), decoded; null if there is none, or if it is no JSON of this length. Its
 * content is for Entra only.
 */
export const challengeOf = (answer: Pick<GraphAnswer, 'status' | 'header'>): string | null => {
  if (answer.status !== 401) return null;
  const found = /\bclaims="([A-Za-z0-9+/_=-]+)"/i.exec(answer.header('www-authenticate') ?? '')?.[1];
  if (found === undefined || found.length > longest * 1.4) return null;
  try {
    const bytes = Uint8Array.from(atob(found.replace(/-/g, '+').replace(/_/g, '/')), (one) =>
      one.charCodeAt(0),
    );
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && text.length <= longest ? text : null;
  } catch {
    // Harmless: without a readable challenge, the refusal alone is returned.
    return null;
  }
};
