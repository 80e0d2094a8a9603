/** What the browser shows at the end of a sign-in: pages without a script, which hold nothing of the answer. */
import { language, say } from '../words/say.ts';

interface Page {
  readonly html: string;
  readonly policy: string;
}

const inMarkup = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const page = (title: string, text: string): Page => ({
  html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${inMarkup(title)}</title></head><body><main><h1>${inMarkup(title)}</h1><p>${inMarkup(text)}</p></main></body></html>`,
  policy: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
});

/** The answer came. Whether it is accepted, the command says. */
export const answerPage = (hasCode: boolean): Page =>
  hasCode
    ? page(say('loopback.answered.title'), say('loopback.answered.text'))
    : page(say('loopback.refused.title'), say('loopback.refused.text'));

/** The answer belongs to no sign-in that waits here. */
export const strangerPage = (): Page => page(say('loopback.stranger.title'), say('loopback.stranger.text'));

/** Somebody looks whether anything is here. */
export const waitingPage = (): Page => page(say('loopback.waiting.title'), say('loopback.waiting.text'));
