/**
 * Whether others are told that the user types. It is on, as in Mattermost itself, until the user switches it off. Kept in this browser's
 * storage.
 */

const place = 'isthmus.tells-typing';

export const tellsTyping = (storage: Pick<Storage, 'getItem'>): boolean => {
  try {
    return storage.getItem(place) !== 'off';
  } catch {
    // Harmless: the user may have switched it off, so others are not told.
    return false;
  }
};

/** Returns false if the storage refuses. Then the setting stays as it was. */
export const setTellsTyping = (storage: Pick<Storage, 'setItem'>, tells: boolean): boolean => {
  try {
    storage.setItem(place, tells ? 'on' : 'off');
    return true;
  } catch {
    // Harmless: the menu still shows the valid setting.
    return false;
  }
};
