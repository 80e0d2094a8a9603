/** The words of Mattermost's card about a server and its ways of signing in. */
import type { MattermostOffer, SsoService } from '../../../preload/contract/mattermost-sign-in.ts';
import { shortened } from '../../../preload/contract/one-line.ts';
import { oneLine } from '../../model/index.ts';
import { english } from './locale.ts';
import { isolated } from './names.ts';
import { say } from './catalogue/say.ts';

const ssoNames: Readonly<Record<SsoService, string>> = {
  saml: say('mattermost.sso-names.saml'),
  openid: say('mattermost.sso-names.openid'),
  gitlab: say('mattermost.sso-names.gitlab'),
  google: say('mattermost.sso-names.google'),
  office365: say('mattermost.sso-names.office365'),
};

/** How much of a name that a server gives is shown, in UTF-16 units: it stands in labels and on buttons. */
const longestName = 60;

/** Such a name for use in a sentence; '' if there is nothing to see in it. */
const foreignName = (name: string): string => isolated(shortened(oneLine(name), longestName));

/** The name of a single sign-on service: the server's own label, else its own name. */
export const ssoName = ({ service, label }: MattermostOffer['sso'][number]): string =>
  foreignName(label) || ssoNames[service];

/** The label of the field above the password; the directory's own word if the server has one. */
export const loginLabel = (password: NonNullable<MattermostOffer['password']>): string => {
  const { email, username, ldap } = password;
  const directory = ldap === null ? null : foreignName(ldap) || say('mattermost.login-label.directory');
  if (directory === null) {
    if (!email) return say('mattermost.login-label.username');
    return username ? say('mattermost.login-label.username-email') : say('mattermost.login-label.email');
  }
  if (username)
    return email
      ? say('mattermost.login-label.username-email-directory', { directory })
      : say('mattermost.login-label.username-directory', { directory });
  return email ? say('mattermost.login-label.email-directory', { directory }) : directory;
};

/** The server in one line. */
export const serverLine = (offer: Pick<MattermostOffer, 'name' | 'version'>): string => {
  const [name, version] = [foreignName(offer.name), foreignName(offer.version)];
  return name === '' || name === 'Mattermost'
    ? say('mattermost.server-line.unnamed', { version })
    : say('mattermost.server-line.named', { name, version });
};

export const askingServer = say('mattermost.asking-server');
export const enforcesMfa = say('mattermost.enforces-mfa');
export const inClear = say('mattermost.in-clear');
export const inClearShort = say('mattermost.in-clear-short');

export const takeAddress = (to: string): string => say('mattermost.take-address', { to: isolated(to) });
export const openServer = (host: string): string => say('mattermost.open-server', { host: isolated(host) });
export const signInWith = (name: string): string => say('mattermost.sign-in-with', { name });

/** What happens in the browser. */
export const browserAbout = (offer: MattermostOffer | null): string => {
  const names = (offer?.sso ?? []).map(ssoName);
  if (names.length === 0) return say('mattermost.browser-about.no-names');
  return say('mattermost.browser-about', { names: english.either(names) });
};

export const clientIdWords = {
  label: say('mattermost.client-id.label'),
  /** For a server that has answered that it registers no clients by itself. */
  needed: say('mattermost.client-id.needed'),
  optional: say('mattermost.client-id.optional'),
  missing: say('mattermost.client-id.missing'),
  /** The link that shows the field if it is optional. */
  given: say('mattermost.client-id.given'),
} as const;

/** The names of the ways of signing in. */
export const wayName = (way: 'password' | 'token' | 'browser', offer: MattermostOffer | null): string => {
  switch (way) {
    case 'password':
      return say('mattermost.way-name.password');
    case 'token':
      return say('mattermost.way-name.token');
    case 'browser':
      return offer !== null && offer.sso.length > 0
        ? say('mattermost.way-name.browser.single-sign-on')
        : say('mattermost.way-name.browser.other');
  }
};
