/** Main's questions about the network, in words. */
import type { NetworkQuestion } from '../../../../preload/contract/network.ts';
import { oneLine } from '../../../model/index.ts';
import type { Locale } from '../locale.ts';
import { isolated } from '../names.ts';
import { say } from '../catalogue/say.ts';

type ProxyQuestion = Extract<NetworkQuestion, { readonly kind: 'proxy-login' }>;

/** The question of a proxy. It must not look like a question of one of the services. */
export const proxyLoginWords = {
  title: say('network.proxy-login.title'),
  /** The proxy and its realm, shown as the proxy gives them. */
  who: (question: ProxyQuestion): string => {
    const [proxy, realm] = [isolated(question.proxy), isolated(question.realm)];
    return realm === ''
      ? say('network.proxy-login.who.no-realm', { proxy })
      : say('network.proxy-login.who.with-realm', { proxy, realm });
  },
  not: say('network.proxy-login.not'),
  refused: say('network.proxy-login.refused'),
  plain: say('network.proxy-login.plain'),
  username: say('network.proxy-login.username'),
  password: say('network.proxy-login.password'),
  keep: say('network.proxy-login.keep'),
  signIn: say('network.proxy-login.sign-in'),
  submit: say('network.proxy-login.submit'),
  cancel: say('network.proxy-login.cancel'),
  missing: say('network.proxy-login.missing'),
} as const;

type CertificateQuestion = Extract<NetworkQuestion, { readonly kind: 'client-certificate' }>;

/** The question which client certificate a server gets. */
export const certificateWords = {
  title: say('network.certificate.title'),
  who: ({ host }: CertificateQuestion): string => say('network.certificate.who', { host: isolated(host) }),
  refused: say('network.certificate.refused'),
  list: say('network.certificate.list'),
  /** Whom the certificate is for, in one line. */
  subject: (subject: string): string => oneLine(subject) || say('network.certificate.unnamed'),
  /** Who has issued it; null if it does not tell. */
  issuer: (issuer: string): string | null =>
    oneLine(issuer) === '' ? null : say('network.certificate.issuer', { issuer: isolated(issuer) }),
  validity: (
    { validFrom, validUntil }: { validFrom: number; validUntil: number },
    locale: Locale,
  ): string => {
    const date = locale.dates({ day: 'numeric', month: 'long', year: 'numeric' });
    return say('network.certificate.validity', {
      validFrom: date.format(validFrom),
      validUntil: date.format(validUntil),
    });
  },
  choose: say('network.certificate.choose'),
  submit: say('network.certificate.submit'),
  none: say('network.certificate.none'),
} as const;
