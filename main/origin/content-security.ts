/** The Content Security Policy of each page, and the other headers of all our answers. */
import { appOrigin, type PageName, signInOrigin } from '../../preload/contract/index.ts';

/** The inputs of a policy. */
export interface PolicyNeeds {
  /** The nonce of the document's style elements, if the document asks for one (see `nonceMark`). It is new for each answer. */
  readonly nonce: string | null;
}

/** The address of built scripts. No other file of our origins may run as a script. */
const assetsAt = (origin: string): string => `${origin}/assets/`;

const nothingElse = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  // Trusted Types: no text becomes markup or script. No page creates a policy that would allow it.
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
} as const;

function directivesOf(page: PageName, { nonce }: PolicyNeeds): Readonly<Record<string, string>> {
  switch (page) {
    case 'app':
      // The app page shows other people's content, so it reaches no network. Images are allowed by path, so that an <img> cannot reach the
      // gateway.
      return {
        ...nothingElse,
        'script-src': assetsAt(appOrigin),
        'worker-src': "'none'",
        // Fluent's griffel creates style elements, and marks them if the page gives it the nonce. Style attributes stay forbidden; React sets
        // styles through the object model.
        'style-src-elem': nonce === null ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
        'style-src-attr': "'none'",
        'img-src': `${appOrigin}/app/ ${appOrigin}/assets/ blob: data:`,
        'media-src': 'blob:',
        'font-src': "'self' data:",
        'connect-src': "'none'",
      };
    case 'engine':
      // The engine page reaches services through the gateway, which is on its own origin.
      return {
        ...nothingElse,
        'script-src': assetsAt(appOrigin),
        'worker-src': assetsAt(appOrigin),
        'connect-src': "'self'",
      };
    case 'signin':
      // The sign-in page sends requests through the door and uses the system's browser, so the page itself reaches no network.
      return { ...nothingElse, 'script-src': assetsAt(signInOrigin), 'connect-src': "'none'" };
  }
}

/** The mark in a document that asks for a nonce, e.g. `<meta property="csp-nonce" nonce="%NONCE%">`. The nonce replaces it. */
export const nonceMark = '%NONCE%';

/** The policy of `page` as a header value. */
export function contentSecurityPolicy(page: PageName, needs: PolicyNeeds): string {
  return Object.entries(directivesOf(page, needs))
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** The headers of all answers of our origins, documents and files. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** The policy on scripts: a worker takes its policy from its own script's answer. The search index needs WebAssembly (decision 12). */
export const scriptPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The policy of all other answers: even if such an answer were shown as a page, it could do nothing. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
