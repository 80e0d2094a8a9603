import { useCallback, useState } from 'react';

/** A choice between a few words that is kept for the next start (a convenience only: failing to keep it is no harm). The first one stands until then. */
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

/** What this browser keeps under a key; null where there is nothing. */
export const keptText = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    // Harmless: without storage everything is as at the first start.
    return null;
  }
};

export const keepText = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Harmless: on a full disk the choice counts until the window is closed.
  }
};
