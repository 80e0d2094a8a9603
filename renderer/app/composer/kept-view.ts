/** Whether the user writes in the Markdown source: kept in this page's storage, a convenience that may be lost. */
const place = 'isthmus.markdown';

/** Whether the user wrote in the source last; false if the storage cannot be read. */
export const keptSourceView = (storage: Pick<Storage, 'getItem'>): boolean => {
  try {
    return storage.getItem(place) === 'source';
  } catch {
    // Harmless: what cannot be read is as if nothing had been chosen.
    return false;
  }
};

/** Stores whether the user writes in the source. A storage that refuses is ignored. */
export const keepSourceView = (storage: Pick<Storage, 'setItem' | 'removeItem'>, isSource: boolean): void => {
  try {
    if (isSource) storage.setItem(place, 'source');
    else storage.removeItem(place);
  } catch {
    // Harmless: the choice counts until the conversation is left.
  }
};
