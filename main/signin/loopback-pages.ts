/** The pages that the browser shows at the end of a sign-in. They are self-contained, and hold nothing of the answer. */
import { createHash } from 'node:crypto';
import { language, say } from '../words/say.ts';

/** A page, and the policy that allows exactly its own script and style. */
export interface LoopbackPage {
  readonly html: string;
  readonly policy: string;
}

/** The words of a page. */
interface PageWords {
  readonly title: string;
  readonly text: string;
}

/** Escapes words for markup, and for a script. */
const inMarkup = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const inScript = (words: string): string => JSON.stringify(words).replaceAll('<', String.raw`\u003c`);

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f5f5f7, #1b1b1f); }
  main { max-width: 26rem; padding: 2rem 2.5rem; border-radius: 12px; background: light-dark(#fff, #28282e); box-shadow: 0 2px 12px #0002; }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
  p { margin: 0; color: light-dark(#444, #bbb); }
`;

// The browser does not send a fragment to the server, so this script posts it. It removes the code from the address and keeps the state. By
// the state, a reloaded page finds its outcome.
const script = `
  const state = new URLSearchParams(location.hash.slice(1)).get('state');
  fetch('/', { method: 'POST', body: location.hash }).then(async (answer) => {
    history.replaceState(null, '', state === null ? '/' : '/?state=' + encodeURIComponent(state));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    document.querySelector('main').replaceWith(page.querySelector('main'));
  }).catch(() => {
    document.querySelector('h1').textContent = ${inScript(say('loopback.silent.title'))};
    document.querySelector('p').textContent = ${inScript(say('loopback.silent.text'))};
  });
`;

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

function page({ title, text }: PageWords, withScript = false): LoopbackPage {
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${inMarkup(say('app.name'))}</title><style>${style}</style></head><body><main><h1>${inMarkup(title)}</h1><p>${inMarkup(text)}</p></main>${withScript ? `<script>${script}</script>` : ''}</body></html>`;
  const active = withScript ? `; script-src ${hashOf(script)}; connect-src 'self'` : '';
  return {
    html,
    policy: `default-src 'none'; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'${active}`,
  };
}

/** The page for the expected answer. */
export const answerPage = (signedIn: boolean): LoopbackPage =>
  signedIn
    ? page({ title: say('loopback.signed-in.title'), text: say('loopback.signed-in.text') })
    : page({ title: say('loopback.not-signed-in.title'), text: say('loopback.not-signed-in.text') });

/** The page for an answer whose sign-in had ended: cancelled, replaced, or timed out. */
export const endedPage = (): LoopbackPage =>
  page({ title: say('loopback.ended.title'), text: say('loopback.ended.text') });

/** The page for an answer that no sign-in waits for. */
export const strangerPage = (): LoopbackPage =>
  page({ title: say('loopback.stranger.title'), text: say('loopback.stranger.text') });

/** The page that posts an answer from the fragment. */
export const fragmentPage = (): LoopbackPage =>
  page({ title: say('loopback.handing.title'), text: say('loopback.handing.text') }, true);
