import { expect, it } from 'vitest';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import { shortWait } from './choice-failure.ts';
import { NewestWorks, type Wait } from './newest-works.ts';

const begin = (carryOut: (key: string) => Promise<Wait | null>) => {
  const time = new VirtualTime(0);
  const tried: string[] = [];
  const works = new NewestWorks<string>({
    world: { after: time.after },
    carryOut: (key) => {
      tried.push(`${key} ${time.now()}`);
      return carryOut(key);
    },
  });
  return { time, works, tried };
};

it('a wish that is being worked at, or waits, is not begun again; a newer one is tried at once', async () => {
  const { time, works, tried } = begin(() => Promise.resolve(tried.length === 1 ? shortWait(1_000) : null));
  works.want('a', 1);
  works.want('a', 1);
  await time.settle();
  works.want('a', 1);
  await time.settle();
  expect(tried).toEqual(['a 0']);
  works.want('a', 2);
  await time.pass(2_000);
  expect(tried).toEqual(['a 0', 'a 0']);
});

it('each thing is tried again by itself after its wait', async () => {
  const { time, works, tried } = begin((key) =>
    Promise.resolve(key === 'a' && tried.length < 3 ? shortWait(30_000) : null),
  );
  works.want('a', 1);
  works.want('b', 2);
  await time.pass(60_000);
  expect(tried).toEqual(['a 0', 'b 0', 'a 30000']);
});

it('a wait that a service asks for is not shortened, neither by other news nor by a newer wish, which is tried after it', async () => {
  const { time, works, tried } = begin((key) =>
    Promise.resolve(tried.length > 2 ? null : { ms: 5_000, isAskedFor: key === 'throttled' }),
  );
  works.want('throttled', 1);
  works.want('waits', 2);
  await time.settle();
  works.again();
  works.want('throttled', 3);
  await time.pass(1_000);
  expect(tried).toEqual(['throttled 0', 'waits 0', 'waits 0']);
  await time.pass(4_000);
  expect(tried).toEqual(['throttled 0', 'waits 0', 'waits 0', 'throttled 5000']);
});

it('after the end nothing is tried', async () => {
  const { time, works, tried } = begin(() => Promise.resolve(shortWait(1_000)));
  works.want('a', 1);
  await time.settle();
  works.stop();
  works.again();
  await time.pass(5_000);
  expect(tried).toEqual(['a 0']);
});
