import { expect, it } from 'vitest';
import { refusalsShownBy, type NotKeptReason } from './last-refusal.ts';

const place = () => {
  let shown: NotKeptReason | null = null;
  return { begin: refusalsShownBy((refused) => (shown = refused)), shown: () => shown };
};

it('a refusal stays although another write, begun before it, succeeded', () => {
  const { begin, shown } = place();
  const [first, second] = [begin(), begin()];
  first('disk-full');
  second(null);
  expect(shown()).toBe('disk-full');
});

it('a write that begins after a refusal and succeeds ends the refusal', () => {
  const { begin, shown } = place();
  begin()('not-kept');
  begin()(null);
  expect(shown()).toBeNull();
});
