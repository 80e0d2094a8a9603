// @vitest-environment jsdom
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useOfNow } from './use-now.ts';
import { WorldContext, type AppWorld } from './world.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ['setInterval', 'clearInterval', 'Date'] });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const world = { now: () => Date.now() } as unknown as AppWorld;

const started = () => {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  const said: string[] = [];
  const Line = ({ until }: { readonly until: number }) => {
    said.push(useOfNow((now) => (now < until ? `${Math.ceil((until - now) / 1_000)} s` : 'now')));
    return null;
  };
  return {
    said,
    show: (until: number) =>
      act(() => root.render(createElement(WorldContext, { value: world }, createElement(Line, { until })))),
    pass: (ms: number) => act(() => void vi.advanceTimersByTime(ms)),
    end: () => act(() => root.unmount()),
  };
};

it('a countdown is drawn each second, and no more once its text stays the same', () => {
  const { said, show, pass, end } = started();
  show(2_000);
  for (let seconds = 0; seconds < 5; seconds += 1) pass(1_000);
  expect(said).toEqual(['2 s', '1 s', 'now']);
  end();
  expect(vi.getTimerCount()).toBe(0);
});

it('another end counts at once, and from then on', () => {
  const { said, show, pass, end } = started();
  show(0);
  pass(3_000);
  expect(said).toEqual(['now']);
  show(5_000);
  pass(1_000);
  expect(said).toEqual(['now', '2 s', '1 s']);
  end();
});
