/** What main asks about the network, in words. */
import type { NetworkQuestion } from '../../../preload/contract/shapes.ts';
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
