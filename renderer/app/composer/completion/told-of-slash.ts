/** Whether the user was told that Teams has no commands. They are told once, on this computer. */
const key = 'isthmus.told-of-slash';

export const isToldOfSlash = (storage: Pick<Storage, 'getItem'>): boolean => storage.getItem(key) !== null;

/** A storage that takes nothing more does no harm: it is told once more. */
export const toldOfSlash = (storage: Pick<Storage, 'setItem'>): void => {
  try {
    storage.setItem(key, 'yes');
  } catch {
    // Harmless: the storage is full.
  }
};
