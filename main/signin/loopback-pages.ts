/** The pages the system browser shows at the end of a sign-in: plain, self-contained, with nothing from the answer in them. */
import { createHash } from 'node:crypto';
import { loopbackWords, type PageWords } from '../words.ts';

/** A page and the policy that allows exactly what is in it. */
export interface LoopbackPage {
  readonly html: string;
  readonly policy: string;
}

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f5f5f7, #1b1b1f); }
  main { max-width: 26rem; padding: 2rem 2.5rem; border-radius: 12px; background: light-dark(#fff, #28282e); box-shadow: 0 2px 12px #0002; }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
  p { margin: 0; color: light-dark(#444, #bbb); }
`;

// The browser keeps a fragment to itself; this hands it to the server it was meant for. The code does not stay in the address, the state
// does: by it a page that is loaded again finds what was said.
const script = `
  const state = new URLSearchParams(location.hash.slice(1)).get('state');
  fetch('/', { method: 'POST', body: location.hash }).then(async (answer) => {
    history.replaceState(null, '', state === null ? '/' : '/?state=' + encodeURIComponent(state));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.querySelector('main').replaceWith(page.querySelector('main'));
  }).catch(() => {
    document.querySelector('h1').textContent = ${JSON.stringify(loopbackWords.silent.title)};
    document.querySelector('p').textContent = ${JSON.stringify(loopbackWords.silent.text)};
  });
`;

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

function page({ title, text }: PageWords, withScript = false): LoopbackPage {
  const html = `<!doctype html><html lang="${loopbackWords.language}"><head><meta charset="utf-8"><title>Isthmus</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${text}</p></main>${withScript ? `<script>${script}</script>` : ''}</body></html>`;
  const active = withScript ? `; script-src ${hashOf(script)}; connect-src 'self'` : '';
  return {
    html,
    policy: `default-src 'none'; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'${active}`,
  };
}

/** After the answer that was waited for. */
export const answerPage = (signedIn: boolean): LoopbackPage =>
  page(signedIn ? loopbackWords.signedIn : loopbackWords.notSignedIn);

/** For an answer that came after its sign-in had ended: cancelled, started again, or too late. */
export const endedPage = (): LoopbackPage => page(loopbackWords.ended);

/** For an answer that nobody waits for. */
export const strangerPage = (): LoopbackPage => page(loopbackWords.stranger);

/** Hands over an answer that came in the fragment. */
export const fragmentPage = (): LoopbackPage => page(loopbackWords.handing, true);
