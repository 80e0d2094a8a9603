// @vitest-environment jsdom
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { account } from '../../../../test/support/rows.ts';
import type { AccountId } from '../../../model/index.ts';
import type { FollowEmoji } from '../../editor/emoji-view.ts';
import { WorldContext, type AppWorld } from '../../world/world.ts';
import { useFollowedEmoji } from './use-followed-emoji.ts';

afterEach(() => vi.unstubAllGlobals());

it('an emoji in the text has the picture of the server that gets the message, also after the side was changed', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const standing: string[] = [];
  const world = {
    emoji: {
      show: (of: AccountId, name: string) => {
        standing.push(`${of} ${name}`);
        return () => void standing.splice(standing.indexOf(`${of} ${name}`), 1);
      },
      subscribe: () => () => undefined,
      urlOf: (of: AccountId, name: string) => `blob:${of}/${name}`,
    },
  } as unknown as AppWorld;
  let follow: FollowEmoji | null = null;
  const Box = ({ accountId }: { readonly accountId: AccountId | null }) => {
    follow = useFollowedEmoji(accountId);
    return null;
  };
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  const writesTo = (accountId: AccountId | null) =>
    act(() => root.render(createElement(WorldContext, { value: world }, createElement(Box, { accountId }))));
  writesTo(account);
  const shown: (string | null)[] = [];
  const stop = (follow as FollowEmoji | null)?.('party', (url) => shown.push(url));
  writesTo(null);
  expect(standing).toEqual([]);
  writesTo(account);
  expect(shown).toEqual([`blob:${account}/party`, null, `blob:${account}/party`]);
  expect(standing).toEqual([`${account} party`]);
  stop?.();
  writesTo(null);
  expect(standing).toEqual([]);
  expect(shown).toHaveLength(3);
  act(() => root.unmount());
});
