/** What main asks about the network, in words. */
import type { NetworkQuestion } from '../../../preload/contract/shapes.ts';
import type { Locale } from './locale.ts';
import { isolated } from './names.ts';

type ProxyQuestion = Extract<NetworkQuestion, { readonly kind: 'proxy-login' }>;

/** The question of a proxy. It must not look as if one of the services asked. */
export const proxyLoginWords = {
  title: 'The proxy of your network asks for a sign-in',
  /** Who asks, by the names that the proxy gives: both are shown as they are. */
  who: ({ proxy, realm }: ProxyQuestion): string =>
    `The proxy ${isolated(proxy)}${realm === '' ? '' : ` (“${isolated(realm)}”)`} lets Isthmus reach the internet only with a user name and a password of this network.`,
  not: 'It is the proxy that asks, not Microsoft and not Mattermost: do not enter their passwords here, unless your organisation uses one password for all.',
  refused: 'The proxy did not take this user name and password.',
  plain: 'This proxy takes the password unencrypted: others in this network may be able to read it.',
  username: 'User name',
  password: 'Password',
  keep: 'Keep it on this computer, encrypted by the keyring',
  signIn: 'Sign in to the proxy',
  submit: 'Sign in',
  cancel: 'Cancel',
  missing: 'Enter your user name.',
} as const;

type CertificateQuestion = Extract<NetworkQuestion, { readonly kind: 'client-certificate' }>;

/** Which certificate of this computer a server is shown. */
export const certificateWords = {
  title: 'Choose a certificate of this computer',
  who: ({ host }: CertificateQuestion): string =>
    `${isolated(host)} asks who this computer is. The certificate that you choose names you to it, and is used from now on.`,
  refused: 'The server did not take the certificate that was chosen before.',
  list: 'Certificates',
  issuer: (issuer: string): string => `Issued by ${isolated(issuer)}`,
  validity: (
    { validFrom, validUntil }: { validFrom: number; validUntil: number },
    locale: Locale,
  ): string => {
    const date = locale.dates({ day: 'numeric', month: 'long', year: 'numeric' });
    return `Valid from ${date.format(validFrom)} to ${date.format(validUntil)}`;
  },
  unnamed: 'Without a name',
  choose: 'Choose a certificate',
  submit: 'Use this one',
  none: 'Use none',
} as const;
