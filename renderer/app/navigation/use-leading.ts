/** A dialog that leads to the box of a conversation: what the user types after it has closed is for that box. */
import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { holdKeys, type HeldKeys } from './typed-ahead.ts';

/** What a dialog does after it has closed, and how it is led to a box. */
export interface Leading {
  /** The action of the dialog (`theme/modal.tsx`). */
  readonly outcome: RefObject<(() => void) | null>;
  /** Sets another action. */
  readonly then: (act: () => void) => void;
  /** Sets the action to one that opens a box. It gets what the user has typed since the dialog left the page. */
  readonly leadTo: (open: (typed: string) => void) => void;
}

/**
 * The focus returns to the box of the old conversation before the dialog's action opens the new one. Keys are held from the moment when the
 * dialog leaves the page, because they would go into that box, and be a message in the wrong conversation.
 */
export const useLeading = (): Leading => {
  const outcome = useRef<(() => void) | null>(null);
  const leads = useRef(false);
  const held = useRef<HeldKeys | null>(null);
  useLayoutEffect(
    () => () => {
      if (leads.current) held.current = holdKeys();
    },
    [],
  );
  const leadTo = useCallback((open: (typed: string) => void): void => {
    leads.current = true;
    outcome.current = () => open(held.current?.end() ?? '');
  }, []);
  const then = useCallback((act: () => void): void => {
    leads.current = false;
    outcome.current = act;
  }, []);
  return { outcome, leadTo, then };
};
