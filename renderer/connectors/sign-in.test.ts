import { expect, it } from 'vitest';
import { failed, type Result, type ServiceFailure, succeeded } from '../model/index.ts';
import { SignIn, type SignInNeeded } from './sign-in.ts';

const never = new AbortController().signal;
const refused: ServiceFailure = { kind: 'sign-in-needed', reason: 'expired' };
const certain: ServiceFailure = { kind: 'sign-in-needed', reason: 'mfa-not-set-up', code: 'mfa' };

const setUp = () => {
  let now = 1_000_000;
  const profile: { answer: (signal: AbortSignal) => Promise<Result<unknown>>; asked: number } = {
    answer: () => Promise.resolve(succeeded({})),
    asked: 0,
  };
  const heard: SignInNeeded[] = [];
  const signIn = new SignIn({
    world: { now: () => now },
    readProfile: (signal) => {
      profile.asked += 1;
      return profile.answer(signal);
    },
    isDoubtful: ({ reason }) => reason === 'expired',
  });
  signIn.heed((failure) => heard.push(failure));
  const asked = { times: 0 };
  const ask = (answer: Result<string>, signal = never) =>
    signIn.around(signal, () => {
      asked.times += 1;
      return Promise.resolve(answer);
    });
  return { signIn, profile, heard, ask, asked, pass: (ms: number) => void (now += ms) };
};

it('a refusal while the profile can be read concerns that request only, and stops nothing else', async () => {
  const { ask, heard, profile, pass } = setUp();
  expect(await ask(failed(refused))).toEqual(failed({ kind: 'not-let-in' }));
  expect(await ask(failed(refused))).toEqual(failed({ kind: 'not-let-in' }));
  expect([profile.asked, heard]).toEqual([1, []]);
  pass(3_000);
  await ask(failed(refused));
  expect(profile.asked).toBe(2);
  expect(await ask(succeeded('well'))).toEqual(succeeded('well'));
});

it('a refusal while the profile is refused too concerns the account: it is reported, and no other request is sent', async () => {
  const { ask, asked, heard, profile } = setUp();
  profile.answer = () => Promise.resolve(failed(refused));
  expect(await ask(failed(refused))).toEqual(failed(refused));
  expect(heard).toEqual([refused]);
  expect(await ask(succeeded('well'))).toEqual(failed(refused));
  expect([asked.times, profile.asked]).toEqual([1, 1]);
});

it('the account’s refusal lasts until the vital request succeeds', async () => {
  const { signIn, ask, profile } = setUp();
  profile.answer = () => Promise.resolve(failed(refused));
  await ask(failed(refused));
  expect(await signIn.isGood(never)).toEqual(failed(refused));
  expect(await ask(succeeded('well'))).toEqual(failed(refused));
  profile.answer = () => Promise.resolve(succeeded({}));
  expect(await signIn.isGood(never)).toEqual(succeeded(null));
  expect(await ask(succeeded('well'))).toEqual(succeeded('well'));
  const before = profile.asked;
  await signIn.isGood(never);
  expect(profile.asked).toBe(before);
});

it('a refusal that always concerns the account causes no request for the profile', async () => {
  const { ask, heard, profile } = setUp();
  expect(await ask(failed(certain))).toEqual(failed(certain));
  expect([heard, profile.asked]).toEqual([[certain], 0]);
});

it('a profile that cannot be read counts as that failure, and the sign-in counts as valid', async () => {
  const { ask, heard, profile } = setUp();
  const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 503 };
  profile.answer = () => Promise.resolve(failed(down));
  expect(await ask(failed(refused))).toEqual(failed(down));
  expect(heard).toEqual([]);
  expect(await ask(succeeded('well'))).toEqual(succeeded('well'));
});

it('many refusals at once cause one request, and a cancelled one does not disturb the others', async () => {
  const { ask, profile } = setUp();
  const caller = new AbortController();
  profile.answer = (signal) =>
    new Promise((resolve) => {
      if (signal !== caller.signal) resolve(succeeded({}));
      signal.addEventListener('abort', () => resolve(failed({ kind: 'cancelled' })));
    });
  const first = ask(failed(refused), caller.signal);
  const others = [ask(failed(refused)), ask(failed(refused))];
  await Promise.resolve();
  caller.abort();
  expect(await first).toEqual(failed({ kind: 'cancelled' }));
  expect(await Promise.all(others)).toEqual([failed({ kind: 'not-let-in' }), failed({ kind: 'not-let-in' })]);
  expect(profile.asked).toBe(2);
});

it.each<ServiceFailure>([
  { kind: 'forbidden', status: 403, code: '' },
  { kind: 'offline', reason: 'no-network', status: null },
  { kind: 'cancelled' },
])('another failure ($kind) is passed on unchanged', async (failure) => {
  const { ask, profile } = setUp();
  expect(await ask(failed(failure))).toEqual(failed(failure));
  expect(profile.asked).toBe(0);
});
