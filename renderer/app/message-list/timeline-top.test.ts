import { describe, expect, it } from 'vitest';
import { topState } from './timeline-top.tsx';

describe('the line above the oldest message', () => {
  it.each([
    [true, { kind: 'complete' }, true, null, 'loading'],
    [false, { kind: 'complete' }, true, null, 'beginning'],
    [false, { kind: 'limited', position: '', oldest: 0 }, true, null, 'limited'],
    [false, { kind: 'unstarted' }, true, 'forbidden', 'forbidden'],
    [false, { kind: 'partial', position: '', oldest: 0 }, true, 'service-fails', 'service-fails'],
    [true, { kind: 'partial', position: '', oldest: 0 }, true, 'service-fails', 'loading'],
    [false, { kind: 'partial', position: '', oldest: 0 }, true, null, 'loading'],
    [false, { kind: 'partial', position: '', oldest: 0 }, false, null, 'waiting'],
    [false, null, false, null, 'waiting'],
  ] as const)(
    'more stored %s, history %o, engine moving %s, failing by %s: %s',
    (hasOlder, history, moving, setback, state) => {
      expect(topState(hasOlder, history, moving, setback)).toBe(state);
    },
  );
});
