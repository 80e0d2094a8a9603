import { describe, expect, it } from 'vitest';
import type { NetworkAnswer } from '../../preload/contract/index.ts';
import { KeyringRefused } from '../secrets/secrets.ts';
import type { Login, LoginQuestion } from './login.ts';
import { createProxyLogins, waitsForPerson } from './proxy-login.ts';
import { createQuestions } from './questions.ts';

const office: LoginQuestion = {
  isProxy: true,
  scheme: 'basic',
  host: 'proxy.example',
  port: 3128,
  realm: 'the office',
};
const right: Login = { username: 'ada', password: 'right' };
const wrong: Login = { username: 'ada', password: 'wrong' };
const typed = (login: Login, keep = false): NetworkAnswer => ({ kind: 'proxy-login', ...login, keep });

/** Logins with a person who answers when the test says so, and a keyring in memory. */
function desk({ keyring = true, stored = new Map<string, string>(), refuses = false } = {}) {
  const events: string[] = [];
  const timers: { ms: number; work: () => void }[] = [];
  const given = { count: 0 };
  const questions = createQuestions(() => undefined);
  const logins = createProxyLogins({
    ask: (question) => questions.ask(question),
    secrets: {
      status: () =>
        keyring
          ? { kind: 'keyring', backend: 'test' }
          : { kind: 'no-keyring', cause: 'absent', decision: 'memory-only' },
      read: (name) => stored.get(name) ?? null,
      keep: (name, value) => {
        if (refuses) return Promise.reject(new KeyringRefused());
        stored.set(name, value);
        return Promise.resolve();
      },
      forget: (name) => {
        stored.delete(name);
        return Promise.resolve();
      },
    },
    after: (ms, work) => {
      const timer = { ms, work };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    given: () => (given.count += 1),
    log: { write: (event) => void events.push(event) },
  });
  const answer = (value: NetworkAnswer | null): void => questions.answer(questions.current()?.id ?? 0, value);
  return { logins, questions, answer, stored, events, timers, given };
}

/** Waits until the question is shown; the refused login is forgotten first. */
const asked = async ({ questions }: ReturnType<typeof desk>) => {
  for (;;) {
    const question = questions.current();
    if (question !== null) return question;
    await Promise.resolve();
  }
};

describe('a proxy that wants a login', () => {
  it('causes one question to the person for all waiting requests and for later ones', async () => {
    const at = desk();
    const waiting = [1, 2, 3].map(() => at.logins.login(office, null));
    expect(at.questions.current()).toEqual({
      kind: 'proxy-login',
      id: 1,
      proxy: 'proxy.example:3128',
      realm: 'the office',
      isPlain: true,
      refused: false,
      username: '',
      canKeep: true,
    });
    at.answer(typed(right));
    expect(await Promise.all(waiting)).toEqual([right, right, right]);
    expect(await at.logins.login(office, null)).toEqual(right);
    expect([at.questions.current(), at.given.count, at.stored.size]).toEqual([null, 1, 0]);
    expect(at.timers).toEqual([]);
  });
  it('causes one more question when it refuses the answer', async () => {
    const at = desk();
    const first = [at.logins.login(office, null), at.logins.login(office, null)];
    at.answer(typed(wrong));
    await Promise.all(first);
    const second = [at.logins.login(office, wrong), at.logins.login(office, wrong)];
    expect(await asked(at)).toMatchObject({ id: 2, refused: true, username: 'ada' });
    at.answer(typed(right));
    expect(await Promise.all(second)).toEqual([right, right]);
    // A request that began with the old login gets the new one without a question.
    expect(await at.logins.login(office, wrong)).toEqual(right);
    expect([at.questions.current(), at.given.count]).toEqual([null, 2]);
  });
  it('gets no login after the person has cancelled, until the person wants to be asked again', async () => {
    const at = desk();
    const waiting = [at.logins.login(office, null), at.logins.login(office, null)];
    at.answer(null);
    expect(await Promise.all(waiting)).toEqual([null, null]);
    expect(await at.logins.login(office, null)).toBeNull();
    expect([at.questions.current(), at.given.count]).toEqual([null, 0]);
    at.logins.askAgain();
    const next = at.logins.login(office, null);
    at.answer(typed(right));
    expect(await next).toEqual(right);
  });
  it('is not waited for longer than the pages wait; the answer is used for later requests', async () => {
    const at = desk();
    const late = at.logins.login(office, null);
    expect(at.timers.map(({ ms }) => ms)).toEqual([waitsForPerson]);
    at.timers[0]?.work();
    expect(await late).toBeNull();
    at.answer(typed(right));
    expect(await at.logins.login(office, null)).toEqual(right);
    expect(at.given.count).toBe(1);
  });
  it('is a different one at another port or in another realm', async () => {
    const at = desk();
    const first = at.logins.login(office, null);
    const second = at.logins.login({ ...office, port: 8080, realm: 'the plant', scheme: 'digest' }, null);
    at.answer(typed(right));
    expect(await first).toEqual(right);
    expect(at.questions.current()).toMatchObject({
      proxy: 'proxy.example:8080',
      realm: 'the plant',
      isPlain: false,
    });
    at.answer(null);
    expect(await second).toBeNull();
  });
});

describe('a stored login', () => {
  const place = 'proxy-login proxy.example:3128 the office';
  it('is encrypted by the keyring if the person wants it, and used at the next start', async () => {
    const at = desk();
    const first = at.logins.login(office, null);
    at.answer(typed(right, true));
    expect(await first).toEqual(right);
    expect([...at.stored]).toEqual([[place, JSON.stringify(right)]]);
    const next = desk({ stored: at.stored });
    expect(await next.logins.login(office, null)).toEqual(right);
    expect(next.questions.current()).toBeNull();
  });
  it('is forgotten as soon as the proxy refuses it', async () => {
    const at = desk({ stored: new Map([[place, JSON.stringify(wrong)]]) });
    expect(await at.logins.login(office, null)).toEqual(wrong);
    const again = at.logins.login(office, wrong);
    expect(await asked(at)).toMatchObject({ refused: true });
    expect(at.stored.size).toBe(0);
    at.answer(typed(right));
    expect(await again).toEqual(right);
    expect(at.stored.size).toBe(0);
  });
  it('is not offered without a keyring, and nothing is stored then, for any answer of the page', async () => {
    const at = desk({ keyring: false });
    const login = at.logins.login(office, null);
    expect(at.questions.current()).toMatchObject({ canKeep: false });
    at.answer(typed(right, true));
    expect(await login).toEqual(right);
    expect(at.stored.size).toBe(0);
  });
  it('is used until the app ends if the keyring refuses it, or if the stored one cannot be read', async () => {
    const at = desk({ refuses: true, stored: new Map([[place, 'no JSON']]) });
    const first = at.logins.login(office, null);
    at.answer(typed(right, true));
    expect(await first).toEqual(right);
    expect(at.events).toEqual([
      'caught-proxy-login-read-syntax-error',
      'proxy-login-asked',
      'caught-proxy-login-kept-keyring-refused',
    ]);
  });
});
