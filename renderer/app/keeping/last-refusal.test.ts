import { expect, it } from 'vitest';
import { refusalsShownBy, type NotKeptReason } from './last-refusal.ts';

const place = () => {
  let shown: NotKeptReason | null = null;
  return { begin: refusalsShownBy((refused) => (shown = refused)), shown: () => shown };
};

it('a write that ran beside a refused one and was taken does not hide the refusal', () => {
  const { begin, shown } = place();
  const [first, second] = [begin(), begin()];
  first('disk-full');
  second(null);
  expect(shown()).toBe('disk-full');
});

it('a write that was begun after a refusal and is taken ends it', () => {
  const { begin, shown } = place();
  begin()('not-kept');
  begin()(null);
  expect(shown()).toBeNull();
});
