/** What the card of Mattermost says of a server and of the ways in that it offers. */
import type { MattermostOffer, SsoService } from '../../../preload/contract/shapes.ts';
import { english } from './locale.ts';
import { isolated } from './names.ts';

const ssoNames: Readonly<Record<SsoService, string>> = {
  saml: 'SAML',
  openid: 'OpenID',
  gitlab: 'GitLab',
  google: 'Google',
  office365: 'Entra ID',
};

/** A service of single sign-on by the server's own label, else by its own name. */
export const ssoName = ({ service, label }: MattermostOffer['sso'][number]): string =>
  label === '' ? ssoNames[service] : isolated(label);

/** What the first field of a password asks for; the directory's own word where the server has one. */
export const loginLabel = (password: NonNullable<MattermostOffer['password']>): string => {
  const { email, username, ldap } = password;
  const names = [
    ...(username ? ['username'] : []),
    ...(email ? ['e-mail'] : []),
    ...(ldap === null ? [] : [ldap === '' ? 'AD/LDAP username' : ldap]),
  ];
  const sentence = english.either(names);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
};

/** The server in one line. */
export const serverLine = ({ name, version }: Pick<MattermostOffer, 'name' | 'version'>): string =>
  `${name === '' || name === 'Mattermost' ? '' : `${isolated(name)} · `}Mattermost ${isolated(version)}`;

export const askingServer = 'Asking the server…';
export const enforcesMfa = 'Everybody needs a second factor here.';
export const inClear = 'Not encrypted: what you send there can be read on the way.';
export const inClearShort = 'not encrypted';

export const takeAddress = (to: string): string => `Use ${isolated(to)}`;
export const openServer = (host: string): string => `Open ${isolated(host)}`;
export const signInWith = (name: string): string => `Sign in with ${name}`;

/** What happens when the browser's way is taken. */
export const browserAbout = (offer: MattermostOffer | null): string => {
  const names = (offer?.sso ?? []).map(ssoName);
  if (names.length === 0) return 'Your browser opens the server’s own sign-in page.';
  return `Your browser opens a sign-in page, where you sign in with ${english.either(names)}.`;
};

export const clientIdWords = {
  label: 'Client ID',
  /** The server has said that it registers nobody by itself. */
  needed: 'Your administrator registers Isthmus as an OAuth client of the server and gives you this.',
  optional: 'Only if your administrator gave you one.',
  missing: 'Enter the client ID.',
  /** Shows the field where it is optional. */
  given: 'I was given a client ID',
} as const;

/** The names of the ways in. */
export const wayName = (way: 'password' | 'token' | 'browser', offer: MattermostOffer | null): string => {
  switch (way) {
    case 'password':
      return 'Password';
    case 'token':
      return 'Access token';
    case 'browser':
      return offer !== null && offer.sso.length > 0 ? 'Single sign-on' : 'Browser';
  }
};
