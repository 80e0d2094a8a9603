/** English: network. See ../../../README.md. */
export const networkMessages = {
  'network.proxy-login.title': 'The proxy of your network asks for a sign-in',
  'network.proxy-login.who.no-realm':
    'The proxy {proxy} lets Isthmus reach the internet only with a user name and a password of this network.',
  'network.proxy-login.who.with-realm':
    'The proxy {proxy} (“{realm}”) lets Isthmus reach the internet only with a user name and a password of this network.',
  'network.proxy-login.not':
    'It is the proxy that asks, not Microsoft and not Mattermost: do not enter their passwords here, unless your organisation uses one password for all.',
  'network.proxy-login.refused': 'The proxy did not take this user name and password.',
  'network.proxy-login.plain':
    'This proxy takes the password unencrypted: others in this network may be able to read it.',
  'network.proxy-login.username': 'User name',
  'network.proxy-login.password': 'Password',
  'network.proxy-login.keep': 'Keep it on this computer, encrypted by the keyring',
  'network.proxy-login.sign-in': 'Sign in to the proxy',
  'network.proxy-login.submit': 'Sign in',
  'network.proxy-login.cancel': 'Cancel',
  'network.proxy-login.missing': 'Enter your user name.',
  'network.certificate.title': 'Choose a certificate of this computer',
  'network.certificate.who':
    '{host} asks who this computer is. The certificate that you choose names you to it, and is used from now on.',
  'network.certificate.refused': 'The server did not take the certificate that was chosen before.',
  'network.certificate.list': 'Certificates',
  'network.certificate.issuer': 'Issued by {issuer}',
  'network.certificate.validity': 'Valid from {validFrom} to {validUntil}',
  'network.certificate.unnamed': 'Without a name',
  'network.certificate.choose': 'Choose a certificate',
  'network.certificate.submit': 'Use this one',
  'network.certificate.none': 'Use none',
} as const;
