import { describe, expect, it } from 'vitest';
import type { Telling } from '../../preload/contract/index.ts';
import { createBrowsing } from './browsing.ts';
import type { Loopback } from './loopback.ts';

const url = 'https://login.example/authorize?state=mine';

/** A loopback whose answer the test gives. */
const scene = (openExternal: () => Promise<void>) => {
  const told: Telling<'account:browsing'>[] = [];
  const logged: string[] = [];
  let give: (answer: string | null) => void = () => undefined;
  const loopback: Loopback = {
    port: 1,
    answer: (_, signal) =>
      new Promise((resolve) => {
        give = resolve;
        if (signal.aborted) resolve(null);
        signal.addEventListener('abort', () => resolve(null));
      }),
    close: () => undefined,
  };
  const browsing = createBrowsing('teams', {
    loopbacks: { open: () => Promise.resolve(loopback) },
    openExternal,
    tell: (message) => void told.push(message),
    log: { write: (event) => void logged.push(event) },
  });
  const ending = new AbortController();
  return {
    told,
    logged,
    ending,
    give: (answer: string) => give(answer),
    visit: () => browsing.visit(loopback, url, 'mine', ending.signal),
  };
};

describe('the browser of a sign-in', () => {
  it('is opened; the page gets the link at once, and a report when the browser is back', async () => {
    // A system that never reports whether it opened the address.
    const { visit, told, give } = scene(() => new Promise(() => undefined));
    const visiting = visit();
    expect(told).toEqual([{ service: 'teams', kind: 'waiting', url, opened: true }]);
    give('?code=1');
    expect(await visiting).toBe('?code=1');
    expect(told.slice(1)).toEqual([{ service: 'teams', kind: 'back' }]);
  });
  it('may refuse to open: the page shows the link, and the attempt still waits for the answer', async () => {
    const { visit, told, logged, give } = scene(() => Promise.reject(new Error('no browser')));
    const visiting = visit();
    await new Promise(setImmediate);
    expect(told.at(-1)).toEqual({ service: 'teams', kind: 'waiting', url, opened: false });
    expect(logged).toEqual(['browser-not-opened', 'caught-browser-error']);
    give('?code=1');
    expect(await visiting).toBe('?code=1');
  });
  it('is not opened for an ended attempt, and nothing is reported after the end', async () => {
    let opened = 0;
    const before = scene(() => Promise.resolve(void (opened += 1)));
    before.ending.abort();
    expect(await before.visit()).toBeNull();
    expect(opened).toBe(0);
    expect(before.told).toEqual([]);

    let refuse: () => void = () => undefined;
    const during = scene(() => new Promise((_, reject) => (refuse = () => reject(new Error('late')))));
    const visiting = during.visit();
    during.ending.abort();
    expect(await visiting).toBeNull();
    refuse();
    await new Promise(setImmediate);
    expect(during.told).toHaveLength(1);
  });
});
