/** Whether the user writes in the Markdown source. It is kept in this page's storage, because it may be lost without harm. */
const place = 'isthmus.markdown';

/** Whether the user wrote in the source last; false if the storage cannot be read. */
export const keptSourceView = (storage: Pick<Storage, 'getItem'>): boolean => {
  try {
    return storage.getItem(place) === 'source';
  } catch {
    // Harmless: unreadable storage counts as no choice.
    return false;
  }
};

/** Stores whether the user writes in the source. A storage that refuses is ignored. */
export const keepSourceView = (storage: Pick<Storage, 'setItem' | 'removeItem'>, isSource: boolean): void => {
  try {
    if (isSource) storage.setItem(place, 'source');
    else storage.removeItem(place);
  } catch {
    // Harmless: without storage, the choice lasts until the user leaves the conversation.
  }
};
