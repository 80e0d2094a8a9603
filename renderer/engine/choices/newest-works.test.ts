import { expect, it } from 'vitest';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import { NewestWorks } from './newest-works.ts';

const begin = (carryOut: (key: string) => Promise<number | null>) => {
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
  const { time, works, tried } = begin(() => Promise.resolve(tried.length === 1 ? 1_000 : null));
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
    Promise.resolve(key === 'a' && tried.length < 3 ? 30_000 : null),
  );
  works.want('a', 1);
  works.want('b', 2);
  await time.pass(60_000);
  expect(tried).toEqual(['a 0', 'b 0', 'a 30000']);
});

it('after the end nothing is tried', async () => {
  const { time, works, tried } = begin(() => Promise.resolve(1_000));
  works.want('a', 1);
  await time.settle();
  works.stop();
  works.again();
  await time.pass(5_000);
  expect(tried).toEqual(['a 0']);
});
