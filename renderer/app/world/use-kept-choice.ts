import { useCallback, useState } from 'react';

/** A choice between a few words, kept for the next start. If it cannot be kept, nothing else fails. The first word is the default. */
export const useKeptChoice = <Choice extends string>(
  key: string,
  choices: readonly [Choice, ...Choice[]],
): readonly [Choice, (choice: Choice) => void] => {
  const [chosen, setChosen] = useState<Choice>(() => {
    const kept = keptText(key);
    return choices.find((choice) => choice === kept) ?? choices[0];
  });
  const choose = useCallback(
    (choice: Choice) => {
      setChosen(choice);
      keepText(key, choice);
    },
    [key],
  );
  return [chosen, choose];
};

/** The text in this browser's storage under a key; null for none. */
export const keptText = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    // Harmless: without storage the page behaves as at its first start.
    return null;
  }
};

export const keepText = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Harmless: on a full disk the choice holds until the window is closed.
  }
};
