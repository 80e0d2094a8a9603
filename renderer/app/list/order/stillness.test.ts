import { describe, expect, it } from 'vitest';
import { VirtualTime } from '../../../../test/support/virtual-time.ts';
import { holdsFor, Stillness } from './stillness.ts';

describe('the order of the list', () => {
  it('does not change while the pointer or the focus is in the list, at most until five seconds after the last movement', () => {
    const at = (pointer: boolean, focus: boolean, now: number) =>
      holdsFor({ pointer, focus, movedAt: 1_000 }, now);
    expect(at(true, false, 1_000)).toBe(5_000);
    expect(at(false, true, 4_000)).toBe(2_000);
    expect(at(true, true, 6_000)).toBe(0);
    expect(at(false, false, 1_000)).toBe(0);
  });
});

describe('a listener that waits until the list is left', () => {
  const listening = () => {
    const time = new VirtualTime(0);
    const stillness = new Stillness({ now: time.now, after: time.after });
    let released = 0;
    stillness.onRelease(() => (released += 1));
    return { time, stillness, released: () => released };
  };
  it('is called when the pointer leaves', () => {
    const { stillness, released } = listening();
    stillness.pointed();
    expect(stillness.isStill).toBe(true);
    stillness.pointerLeft();
    expect([stillness.isStill, released()]).toEqual([false, 1]);
  });
  it('is called when the pointer rests, and not earlier', async () => {
    const { time, stillness, released } = listening();
    stillness.pointed();
    await time.pass(3_000);
    stillness.pointed();
    await time.pass(4_999);
    expect([stillness.isStill, released()]).toEqual([true, 0]);
    await time.pass(1);
    expect([stillness.isStill, released()]).toEqual([false, 1]);
    stillness.pointed();
    expect(stillness.isStill).toBe(true);
  });
  it('is not called just after a key was pressed', async () => {
    const { time, stillness, released } = listening();
    stillness.pointed();
    stillness.pressed();
    stillness.pointerLeft();
    expect([stillness.isStill, released()]).toEqual([true, 0]);
    await time.pass(5_000);
    expect(released()).toBe(1);
  });
});
