/** English: connect. See ../../README.md. */
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
} as const;
