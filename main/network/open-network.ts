/** Opens the network of the desktop: main's requests, and the questions that they ask the person. */
import { join } from 'node:path';
import type { App } from 'electron';
import type { NetworkQuestion } from '../../preload/contract/index.ts';
import type { Log } from '../log/log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { OpenRequest } from './client-request.ts';
import { type CertificateRule, openClientCertificates } from './client-certificates.ts';
import type { Fetch } from './fetch.ts';
import { createNetwork } from './network.ts';
import type { After } from './patience.ts';
import { createProxyLogins } from './proxy-login.ts';
import { createQuestions, type Questions } from './questions.ts';
import { createTraffic } from './traffic.ts';

/** What the desktop's network needs. */
export interface DesktopNetworkSurroundings {
  readonly app: Pick<App, 'on'>;
  /** `net.request`. */
  readonly open: OpenRequest;
  readonly after: After;
  readonly secrets: Secrets;
  readonly rules: readonly CertificateRule[];
  /** The profile's folder. */
  readonly home: string;
  /** Called with each new question, and with null if no question is left. */
  readonly asks: (question: NetworkQuestion | null) => void;
  /** The person has answered: failed requests may be tried again. */
  readonly given: () => void;
  readonly log: Log;
}

/** The network, and the person's answers for it. */
export interface DesktopNetwork {
  readonly fetch: Fetch;
  readonly questions: Questions;
  /**
   * The server at this address has refused its certificate by a page of its own. The network cannot see that, so the reader of the page
   * calls this.
   */
  readonly certificateRefused: (url: string) => void;
  /** Asks the questions again that the person has not answered. */
  readonly askAgain: () => void;
}

/** Opens the network. Called once. */
export async function openDesktopNetwork(surroundings: DesktopNetworkSurroundings): Promise<DesktopNetwork> {
  const { app, open, after, secrets, rules, home, asks, given, log } = surroundings;
  const questions = createQuestions(asks);
  const ask: Questions['ask'] = (question) => questions.ask(question);
  const proxyLogins = createProxyLogins({ ask, secrets, after, given, log });
  const file = join(home, 'certificates.json');
  const certificates = await openClientCertificates({
    ask,
    rules,
    file,
    now: () => Date.now(),
    given,
    log,
  });
  app.on('select-client-certificate', (event, contents, url, offered, use) => {
    event.preventDefault();
    // Pages do not use the network themselves, so contents get no certificate.
    const chosen = contents === null ? certificates.choose(url, offered) : Promise.resolve(null);
    void chosen.then((certificate) => (certificate === null ? use() : use(certificate)));
  });
  const certificateRefused = (url: string): void => certificates.refused(url);
  return {
    fetch: createNetwork({
      open,
      after,
      login: proxyLogins.login,
      traffic: createTraffic(log, after),
      certificateRefused,
    }),
    questions,
    certificateRefused,
    askAgain: () => {
      proxyLogins.askAgain();
      certificates.askAgain();
    },
  };
}
