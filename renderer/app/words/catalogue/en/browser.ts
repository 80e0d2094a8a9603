/** English: browser. See ../../README.md. */
export const browserMessages = {
  'browser.none.title': 'Getting ready…',
  'browser.waiting.title': 'Go on in your browser',
  'browser.waiting.advice':
    'Isthmus has opened the sign-in page of {service} there. It waits for an hour, and goes on by itself when you are done.',
  'browser.not-opened.title': 'Your browser could not be opened',
  'browser.not-opened.advice':
    'Copy the link, and open it in a browser on this computer. Isthmus waits for an hour.',
  'browser.back.title': 'Signing in…',
  'browser.stuck.teams.title': 'Does the page not go on?',
  'browser.stuck.teams.advice':
    'Some pages of Microsoft end without a way back. They say why, and show a code such as 53003 or 50105: give it to your administrator. If you asked for an approval there, cancel here and sign in again when you have it.',
  'browser.stuck.other.title': 'Does the page not go on?',
  'browser.stuck.other.advice':
    'It says why if the server or your organisation stopped you: ask your administrator. If you have closed it, start again.',
  'browser.browser-actions.copy': 'Copy the link',
  'browser.browser-actions.again': 'Start again',
  'browser.browser-actions.cancel': 'Cancel',
  'browser.browser-actions.link': 'Link to the sign-in page',
  'browser.copy.copied': 'Copied',
  'browser.copy.not-copied': 'Could not be copied',
} as const;
