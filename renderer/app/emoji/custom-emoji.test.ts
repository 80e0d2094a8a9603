// @vitest-environment jsdom
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { account } from '../../../test/support/rows.ts';
import { WorldContext, type AppWorld } from '../world/world.ts';
import { CustomEmoji } from './custom-emoji.tsx';

afterEach(() => vi.unstubAllGlobals());

/** A custom emoji uses only the book of the world. */
const world = {
  emoji: { show: () => () => undefined, subscribe: () => () => undefined, urlOf: () => 'blob:broken' },
} as unknown as AppWorld;

it.each([{ isDecoration: false }, { isDecoration: true }])(
  'bytes that are not a picture are replaced by the emoji’s name: decoration $isDecoration',
  ({ isDecoration }) => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    const nobody = { matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() };
    vi.stubGlobal('matchMedia', () => nobody);
    const place = document.body.appendChild(document.createElement('div'));
    const root = createRoot(place);
    const emoji = createElement(CustomEmoji, { accountId: account, name: 'party', isDecoration });
    act(() => root.render(createElement(WorldContext, { value: world }, emoji)));
    const picture = place.querySelector('img');
    expect(picture?.getAttribute('src')).toBe('blob:broken');
    act(() => void picture?.dispatchEvent(new Event('error')));
    expect(place.textContent).toBe(':party:');
    expect(place.querySelector('img')).toBeNull();
    act(() => root.unmount());
  },
);
