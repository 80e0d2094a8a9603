/** Which side of a pair the user writes on, by link: kept in this browser's storage, a convenience that may be lost. */
import type { Service } from '../../model/index.ts';

const place = 'isthmus.write-side';

type Kept = Readonly<Record<string, Service>>;

/** What storage holds, whatever is in it. */
const read = (storage: Pick<Storage, 'getItem'>): Kept => {
  try {
    const found: unknown = JSON.parse(storage.getItem(place) ?? '{}');
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(
      Object.entries(found).filter(([, side]) => side === 'teams' || side === 'mattermost'),
    );
  } catch {
    // Harmless: what cannot be read is as if nothing had been chosen.
    return {};
  }
};

/** The side that was chosen for a link; null where none was. */
export const keptSide = (storage: Pick<Storage, 'getItem'>, linkId: string): Service | null =>
  read(storage)[linkId] ?? null;

export const keepSide = (
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  linkId: string,
  side: Service,
): void => {
  try {
    storage.setItem(place, JSON.stringify({ ...read(storage), [linkId]: side }));
  } catch {
    // Harmless: the choice counts until the conversation is left.
  }
};
