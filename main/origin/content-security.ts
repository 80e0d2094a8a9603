/** The Content Security Policy of each page, and the other headers every answer of ours carries. */
import { appOrigin, type PageName, signInOrigin } from '../../preload/contract/index.ts';

/** What a policy depends on. */
export interface PolicyNeeds {
  /** What marks the document's style elements, when the document asks for it (see `nonceMark`); fresh for each. */
  readonly nonce: string | null;
}

/** Where built scripts lie: nothing else that our origins serve is run as one. */
const assetsAt = (origin: string): string => `${origin}/assets/`;

const nothingElse = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  // Text becomes markup or script nowhere: no page of ours makes a policy that would allow it (Trusted Types).
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
} as const;

function directivesOf(page: PageName, { nonce }: PolicyNeeds): Readonly<Record<string, string>> {
  switch (page) {
    case 'app':
      // It shows other people's content: no network at all. Images by path, so that an <img> cannot reach the gateway.
      return {
        ...nothingElse,
        'script-src': assetsAt(appOrigin),
        'worker-src': "'none'",
        // Fluent's griffel makes style elements, and marks them if the page gives it the nonce. Attributes stay forbidden: React sets
        // styles through the object model.
        'style-src-elem': nonce === null ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
        'style-src-attr': "'none'",
        'img-src': `${appOrigin}/app/ ${appOrigin}/assets/ blob: data:`,
        'media-src': 'blob:',
        'font-src': "'self' data:",
        'connect-src': "'none'",
      };
    case 'engine':
      // Services are reached through the gateway, which is on its own origin.
      return {
        ...nothingElse,
        'script-src': assetsAt(appOrigin),
        'worker-src': assetsAt(appOrigin),
        'connect-src': "'self'",
      };
    case 'signin':
      // Its requests go through the door, its browser is the system's: the page itself reaches nothing.
      return { ...nothingElse, 'script-src': assetsAt(signInOrigin), 'connect-src': "'none'" };
  }
}

/** A document asks for a nonce by this mark, e.g. `<meta property="csp-nonce" nonce="%NONCE%">`; it is served with the nonce in its place. */
export const nonceMark = '%NONCE%';

/** The policy of `page` as a header value. */
export function contentSecurityPolicy(page: PageName, needs: PolicyNeeds): string {
  return Object.entries(directivesOf(page, needs))
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** On every answer of our origins, documents and files alike. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** On scripts: a worker takes its policy from its own script's answer. WebAssembly is for the search index (decision 12). */
export const scriptPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** On every answer that is neither a document nor a script of ours: even if it were shown, it could do nothing. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
