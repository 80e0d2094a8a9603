import { useSyncExternalStore } from 'react';

/** Whether the user looks at this window: visible and in front. */
export const isFocused = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('focus', changed);
  addEventListener('blur', changed);
  document.addEventListener('visibilitychange', changed);
  return () => {
    removeEventListener('focus', changed);
    removeEventListener('blur', changed);
    document.removeEventListener('visibilitychange', changed);
  };
};

/** `isFocused` as a hook. */
export const useFocused = (): boolean => useSyncExternalStore(subscribe, isFocused);
