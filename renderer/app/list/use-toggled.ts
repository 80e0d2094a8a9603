import { useCallback, useState } from 'react';

const key = 'isthmus.toggled-groups';

const stored = (): ReadonlySet<string> => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return new Set(Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);
  } catch {
    // Harmless: without a stored list, the groups are as at the first start.
    return new Set();
  }
};

/** Groups of the list that the user folded or unfolded; kept for the next start. It may be lost without harm. */
export const useToggled = (): {
  readonly toggled: ReadonlySet<string>;
  readonly toggle: (group: string) => void;
} => {
  const [toggled, setToggled] = useState(stored);
  const toggle = useCallback((group: string) => {
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(group)) after.add(group);
      try {
        localStorage.setItem(key, JSON.stringify([...after]));
      } catch {
        // Harmless: on a full disk the choice lasts until the next start only.
      }
      return after;
    });
  }, []);
  return { toggled, toggle };
};
