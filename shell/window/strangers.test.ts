// Chromium reports a page in steps, and reports less on a busy machine. A page that another page opened is closed, whatever comes first.
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CdpConnection } from '../chromium/cdp.ts';
import { closeStrangers } from './strangers.ts';

interface Told {
  readonly url: string;
  readonly type?: string;
  readonly openerId?: string;
}

/** A browser that reports the page `x` in these steps. Resolves to the number of requests to close it. */
const closedAfter = (told: readonly Told[], own: ReadonlySet<string> = new Set()): number => {
  const output = new PassThrough();
  const { browser } = new CdpConnection(output, new PassThrough(), () => undefined);
  closeStrangers(browser, own);
  for (const [at, info] of told.entries())
    browser.receive({
      method: at === 0 ? 'Target.targetCreated' : 'Target.targetInfoChanged',
      params: { targetInfo: { targetId: 'x', type: 'page', ...info } },
    });
  const written = String(output.read() ?? '');
  return written.split('"Target.closeTarget"').length - 1;
};

describe('a page that a page opened', () => {
  it('is closed when its opener is named', () => {
    expect(closedAfter([{ url: 'about:blank', openerId: 'app' }])).toBe(1);
  });

  it('is closed when it begins with an address of the web', () => {
    expect(closedAfter([{ url: 'https://elsewhere.example/' }])).toBe(1);
  });

  // On a busy machine the page of a middle click stayed open, because it was reported before it had an address.
  it('is closed when it begins empty, unnamed, and goes to the web a moment later', () => {
    expect(closedAfter([{ url: '' }])).toBe(0);
    expect(closedAfter([{ url: '' }, { url: 'https://elsewhere.example/' }])).toBe(1);
  });
});

it('a page of main’s own opens the address that main gives', () => {
  expect(
    closedAfter([{ url: 'about:blank' }, { url: 'https://app.isthmus.localhost/app' }], new Set(['x'])),
  ).toBe(0);
});

it('a frame and a worker are no pages', () => {
  expect(closedAfter([{ type: 'iframe', url: 'https://elsewhere.example/' }])).toBe(0);
});
