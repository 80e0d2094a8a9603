/** The side of a pair on which the user writes, by link. It is kept in this browser's storage, because it may be lost without harm. */
import type { Service } from '../../model/index.ts';

const place = 'isthmus.write-side';

type Kept = Readonly<Record<string, Service>>;

/** The stored choices. The storage may hold anything. */
const read = (storage: Pick<Storage, 'getItem'>): Kept => {
  try {
    const found: unknown = JSON.parse(storage.getItem(place) ?? '{}');
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(
      Object.entries(found).filter(([, side]) => side === 'teams' || side === 'mattermost'),
    );
  } catch {
    // Harmless: unreadable storage counts as no choice.
    return {};
  }
};

/** The side that was chosen for a link; null if none was. */
export const keptSide = (storage: Pick<Storage, 'getItem'>, linkId: string): Service | null =>
  read(storage)[linkId] ?? null;

/** Stores the side on which the user writes in a linked pair. A storage that refuses is ignored. */
export const keepSide = (
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  linkId: string,
  side: Service,
): void => {
  try {
    storage.setItem(place, JSON.stringify({ ...read(storage), [linkId]: side }));
  } catch {
    // Harmless: without storage, the choice lasts until the user leaves the conversation.
  }
};
