import { expect, it } from 'vitest';
import { failed, succeeded, type Result, type ServiceFailure } from '../../../model/index.ts';
import { FailureJudge } from './failure-judge.ts';

const down: ServiceFailure = { kind: 'offline', reason: 'service-down', status: 503 };

const setUp = (vital: () => Result<null>) => {
  let now = 0;
  let asked = 0;
  const met: ServiceFailure[] = [];
  const judge = new FailureJudge({
    world: { now: () => now },
    connector: {
      vital: () => {
        asked += 1;
        return Promise.resolve(vital());
      },
    },
    signal: () => new AbortController().signal,
    onAccountFailed: (failure) => void met.push(failure),
  });
  return { judge, met, asked: () => asked, pass: (ms: number) => void (now += ms) };
};

it('a resource that fails while the vital call works fails by itself', async () => {
  const { judge, met } = setUp(() => succeeded(null));
  expect(await judge.culpritOf(down)).toBe('this');
  expect(met).toEqual([]);
});

it('many that fail at once because the service is down ask once, and the account hears of it once', async () => {
  const { judge, met, asked } = setUp(() => failed(down));
  const culprits = await Promise.all(Array.from({ length: 8 }, () => judge.culpritOf(down)));
  expect(new Set(culprits)).toEqual(new Set(['account']));
  expect(asked()).toBe(1);
  expect(met).toEqual([down]);
});

it('a successful vital call counts for some seconds only', async () => {
  let works = true;
  const { judge, asked, pass } = setUp(() => (works ? succeeded(null) : failed(down)));
  await judge.culpritOf(down);
  await judge.culpritOf(down);
  expect(asked()).toBe(1);
  works = false;
  pass(3_000);
  expect(await judge.culpritOf(down)).toBe('account');
});

it('a failure that the service explained needs no vital call', async () => {
  const { judge, asked } = setUp(() => failed(down));
  expect(await judge.culpritOf({ kind: 'forbidden', status: 403, code: '' })).toBe('this');
  expect(await judge.culpritOf({ kind: 'cancelled' })).toBe('nobody');
  expect(asked()).toBe(0);
});
