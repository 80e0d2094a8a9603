import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSteps } from './steps.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a start that hangs', () => {
  it('reports the step again and again, and no step that continued', () => {
    const said: string[] = [];
    const steps = watchSteps((line) => said.push(line));
    steps.next('the first');
    vi.advanceTimersByTime(14_000);
    steps.next('the second');
    vi.advanceTimersByTime(31_000);
    expect(said).toEqual(['The start stands still: the second', 'The start stands still: the second']);
    steps.end();
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(2);
  });
});
