/** English: connect. See ../../../README.md. */
export const connectMessages = {
  'connect.throttled.advice': 'Try again in {seconds, plural, one {# second} other {# seconds}}.',
  'connect.for-administrator.lead': 'For your administrator:',
  'connect.for-administrator.copy-code': 'Copy the code',
  'connect.for-administrator.copy-link': 'Copy the link for your administrator',
  'connect.start-over': 'Start over',
  'connect.tell-administrator.no-code': 'Ask your administrator.',
  'connect.tell-administrator.with-code': 'Ask your administrator and give this code: {code}.',
  'connect.connect-trouble.cancelled.title': 'Sign-in was cancelled.',
  'connect.connect-trouble.cancelled.advice': 'Nothing was changed; you can start again.',
  'connect.connect-trouble.mfa-needed.wrong.title': 'The server does not accept this code.',
  'connect.connect-trouble.mfa-needed.wrong.advice':
    'Enter the one that your authenticator shows now; each counts once.',
  'connect.connect-trouble.mfa-needed.title': 'This account asks for a second factor.',
  'connect.connect-trouble.mfa-needed.advice': 'Enter the code your authenticator shows.',
  'connect.connect-trouble.wrong-credentials.title': 'The server does not accept these credentials.',
  'connect.connect-trouble.wrong-credentials.advice': 'Check them and try again.',
  'connect.connect-trouble.not-allowed.title': '{name} does not allow this way of signing in.',
  'connect.connect-trouble.redirected.title': 'The server has moved to {to}.',
  'connect.connect-trouble.redirected.advice': 'Use this address if you trust it.',
  'connect.connect-trouble.insecure-address.title': 'This address would send your password in clear.',
  'connect.connect-trouble.insecure-address.advice':
    'Use the address that begins with https://, or ask your administrator.',
  'connect.connect-trouble.timed-out.title': 'Your browser did not come back.',
  'connect.connect-trouble.timed-out.advice':
    'Start again; if a page of your organisation stopped you, it says why.',
  'connect.connect-trouble.proxy-sign-in.title': 'The proxy of this network asks for a sign-in.',
  'connect.connect-trouble.proxy-sign-in.advice':
    'Try again, and answer the proxy when it asks. If you have no password for it, ask your administrator.',
  'connect.connect-trouble.other-person.title': 'Somebody else signed in: {label}.',
  'connect.connect-trouble.other-person.advice':
    'Sign in again and choose the account that you want to reconnect.',
  'connect.connect-trouble.unreachable.title': '{name} cannot be reached.',
  'connect.connect-trouble.unreachable.advice': 'Check the address and your network, then try again.',
  'connect.connect-trouble.certificate-refused.title.none': 'The server’s certificate is not trusted.',
  'connect.connect-trouble.certificate-refused.title.known': 'The certificate of {host} is not trusted.',
  'connect.connect-trouble.certificate-refused.advice':
    'A proxy that inspects what passes may have put its own in place. Ask your administrator; Isthmus never goes past an untrusted certificate.',
  'connect.connect-trouble.not-this-service.title': 'What answers there is not {name}.',
  'connect.connect-trouble.not-this-service.advice':
    'Check the address; a proxy or a network’s sign-in page may stand in between.',
  'connect.connect-trouble.throttled.title': 'Too many attempts.',
  'connect.connect-trouble.keyring-missing.title': 'There is no keyring to keep your sign-in safe.',
  'connect.connect-trouble.keyring-missing.advice': 'Decide above how to go on, then sign in again.',
  'connect.connect-trouble.failed.title': 'Signing in failed.',
  'connect-ask.title': 'Connect {services}',
  'connect-ask.lead': 'Your organisation asks you to connect its {services}. Then:',
  'connect-ask.reason.as-you': 'What you write in linked conversations appears on the other side as yours.',
  'connect-ask.reason.seen':
    'Your edits and reactions appear there, too, and what you have read on one side is read on the other.',
  'connect-ask.reason.one-window': 'You read and write in both from one window, also off-line.',
  'connect-ask.skip': 'Skip for now',
  'connect-ask.submit': 'Connect',
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
  'keyring.memory-only-action': 'Keep sign-ins in memory only',
  'keyring.titles.absent': 'This computer has no keyring.',
  'keyring.titles.refused': 'The keyring did not let Isthmus in.',
  'keyring.undecided.absent':
    'Isthmus keeps sign-ins only where the system encrypts them. It can keep them in memory instead: you then sign in again after each start. Or install a keyring (GNOME Keyring or KWallet) and start Isthmus again; where there is one on another desktop than GNOME or KDE, start Isthmus with --password-store=gnome-libsecret.',
  'keyring.undecided.refused':
    'Isthmus keeps sign-ins only where the system encrypts them. It can keep them in memory instead: you then sign in again after each start. Or unlock the keyring, start Isthmus again, and allow the access when the system asks.',
  'keyring.memory-only.text': 'No keyring: you will sign in again after each start of Isthmus.',
  'keyring.plain-file.text':
    'No keyring: your organisation’s policy keeps sign-ins in a file that is not encrypted.',
} as const;
