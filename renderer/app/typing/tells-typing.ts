/** Whether others are told that the user types: on, as in Mattermost itself, until the user switches it off. Kept in this browser's storage. */

const place = 'isthmus.tells-typing';

export const tellsTyping = (storage: Pick<Storage, 'getItem'>): boolean => {
  try {
    return storage.getItem(place) !== 'off';
  } catch {
    // Harmless: who may have switched it off is not told of.
    return false;
  }
};

/** False where storage does not take it: then it stays as it was. */
export const setTellsTyping = (storage: Pick<Storage, 'setItem'>, tells: boolean): boolean => {
  try {
    storage.setItem(place, tells ? 'on' : 'off');
    return true;
  } catch {
    // Harmless: the menu goes on showing what holds.
    return false;
  }
};
