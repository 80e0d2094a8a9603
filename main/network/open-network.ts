/** The network of the desktop: main's requests, and what they ask the person at the screen, put together. */
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
  /** Hears of each new question, and of null when none is left. */
  readonly asks: (question: NetworkQuestion | null) => void;
  /** The person has answered: what failed without that may be tried again. */
  readonly given: () => void;
  readonly log: Log;
}

/** The network, and the person's side of it. */
export interface DesktopNetwork {
  readonly fetch: Fetch;
  readonly questions: Questions;
  /** The server at this address has not taken its certificate, which it has said by a page: the network cannot see that. */
  readonly certificateRefused: (url: string) => void;
  /** The person wants to be asked again for what was not answered. */
  readonly askAgain: () => void;
}

/** Opens it; called once. */
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
    // Pages reach no network of their own.
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
