import { useContext, useMemo, useSyncExternalStore } from 'react';
import type { AccountId } from '../../model/index.ts';
import { SitesContext, type Sites } from '../directory/sites.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import type { Linked } from '../pairs/linked.ts';
import type { SegmentSource } from './newest.ts';
import { nothing, openTimeline, type OpenTimeline, type Timeline } from './timeline.ts';

const notYet: OpenTimeline = {
  read: () => nothing,
  subscribe: () => () => undefined,
  loadOlder: () => undefined,
};

/**
 * Follows the timeline or thread of `sources`. `linked` undefined: the root's counterpart is not known yet, and nothing is shown until then.
 * Pass the same `linked` object while its content is the same.
 */
export const useTimeline = (
  sources: readonly SegmentSource[],
  linked: Linked | null | undefined,
): { readonly timeline: Timeline; readonly loadOlder: () => void } => {
  const { queries, bodies, door } = useWorld();
  const sites: Partial<Sites> = useContext(SitesContext);
  const key = JSON.stringify(sources);
  const open = useMemo(
    () =>
      linked === undefined
        ? notYet
        : openTimeline(
            {
              queries,
              bodies,
              siteOf: (account: AccountId) => sites[account] ?? null,
              sources: JSON.parse(key) as readonly SegmentSource[],
              linked,
            },
            (place, error) => logCaught(door, place, error),
          ),
    [queries, bodies, sites, door, key, linked],
  );
  return { timeline: useSyncExternalStore(open.subscribe, open.read), loadOlder: open.loadOlder };
};
