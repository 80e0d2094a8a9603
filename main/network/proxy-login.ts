/**
 * Answers a proxy that wants a name and a password: with a kept login, else by asking the person once for all waiting requests. The login
 * stays in memory or, if the person wants that, is encrypted by the system's keyring. A preset cannot hold a password.
 */
import { z } from 'zod';
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { AskLogin, Login, LoginQuestion } from './login.ts';
import type { After } from './patience.ts';
import type { Questions } from './questions.ts';

/** The surroundings of the logins. */
export interface ProxyLoginSurroundings {
  readonly ask: Questions['ask'];
  readonly secrets: Pick<Secrets, 'status' | 'read' | 'keep' | 'forget'>;
  readonly after: After;
  /** A person has given a login: failed requests may be tried again. */
  readonly given: () => void;
  readonly log: Log;
}

/** The logins for proxies. */
export interface ProxyLogins {
  readonly login: AskLogin;
  /** Forgets that the person gave no login, so that these proxies are asked about again. */
  askAgain(): void;
}

/**
 * How long a request waits for a person, in milliseconds. It is less than pages wait for main, so that they learn the true reason. The
 * question is shown longer; when it is answered, failed requests are tried again.
 */
export const waitsForPerson = 20_000;

type Standing =
  | { readonly kind: 'known'; readonly login: Login }
  | { readonly kind: 'asked'; readonly answer: Promise<Login | null> }
  /** The person gave none. No question is asked until `askAgain`. */
  | { readonly kind: 'declined' };

const kept = z.strictObject({ username: z.string(), password: z.string() });

/** A login belongs to a proxy and its realm (RFC 9110, 11.5). */
const placeOf = ({ host, port, realm }: LoginQuestion): string => `${host}:${port} ${realm}`;
const secretOf = (place: string): string => `proxy-login ${place}`;

const isSame = (one: Login, other: Login): boolean =>
  one.username === other.username && one.password === other.password;

/** Keeps and asks for logins as long as the app runs. */
export function createProxyLogins({ ask, secrets, after, given, log }: ProxyLoginSurroundings): ProxyLogins {
  const standings = new Map<string, Standing>();
  const canKeep = (): boolean => secrets.status().kind === 'keyring';

  const readKept = (place: string): Standing | null => {
    const text = secrets.read(secretOf(place));
    if (text === null) return null;
    try {
      return { kind: 'known', login: kept.parse(JSON.parse(text)) };
    } catch (error) {
      writeCaught(log, 'proxy-login-read', error);
      return null;
    }
  };
  const keep = async (place: string, login: Login | null): Promise<void> => {
    try {
      if (login !== null) await secrets.keep(secretOf(place), JSON.stringify(login));
      else if (secrets.read(secretOf(place)) !== null) await secrets.forget(secretOf(place));
    } catch (error) {
      // The login holds until the app ends.
      writeCaught(log, 'proxy-login-kept', error);
    }
  };

  const askPerson = async (
    place: string,
    { host, port, realm, scheme }: LoginQuestion,
    refused: Login | null,
  ): Promise<Login | null> => {
    log.write('proxy-login-asked', { refused: refused === null ? 0 : 1 });
    // A refused login must not be used again at the next start.
    if (refused !== null) await keep(place, null);
    const answer = await ask({
      kind: 'proxy-login',
      proxy: `${host}:${port}`,
      realm: realm.slice(0, 200),
      isPlain: scheme.toLowerCase() === 'basic',
      refused: refused !== null,
      username: refused?.username ?? '',
      canKeep: canKeep(),
    });
    if (answer?.kind !== 'proxy-login') {
      standings.set(place, { kind: 'declined' });
      return null;
    }
    const login = { username: answer.username, password: answer.password };
    standings.set(place, { kind: 'known', login });
    await keep(place, answer.keep && canKeep() ? login : null);
    given();
    return login;
  };

  const begin = (place: string, question: LoginQuestion, refused: Login | null): Promise<Login | null> => {
    const answer = askPerson(place, question, refused);
    standings.set(place, { kind: 'asked', answer });
    return answer;
  };

  /** The answer; null if it takes longer than a request waits. */
  const inTime = (answer: Promise<Login | null>): Promise<Login | null> =>
    new Promise((resolve) => {
      const stop = after(waitsForPerson, () => resolve(null));
      void answer.then((login) => {
        stop();
        resolve(login);
      });
    });

  return {
    login: (question, refused) => {
      const place = placeOf(question);
      const standing = standings.get(place) ?? readKept(place);
      switch (standing?.kind) {
        case undefined:
          return inTime(begin(place, question, refused));
        case 'asked':
          return inTime(standing.answer);
        case 'declined':
          return Promise.resolve(null);
        case 'known':
          if (refused === null || !isSame(standing.login, refused)) {
            standings.set(place, standing);
            return Promise.resolve(standing.login);
          }
          return inTime(begin(place, question, refused));
      }
    },
    askAgain: () => {
      for (const [place, { kind }] of standings) if (kind === 'declined') standings.delete(place);
    },
  };
}
