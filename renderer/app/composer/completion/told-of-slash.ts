/** Whether the user has seen the note that Teams has no commands. It is shown once on this computer. */
const key = 'isthmus.told-of-slash';

export const isToldOfSlash = (storage: Pick<Storage, 'getItem'>): boolean => storage.getItem(key) !== null;

/** A storage that is full does no harm: the note is shown once more. */
export const toldOfSlash = (storage: Pick<Storage, 'setItem'>): void => {
  try {
    storage.setItem(key, 'yes');
  } catch {
    // Harmless: the storage is full.
  }
};
