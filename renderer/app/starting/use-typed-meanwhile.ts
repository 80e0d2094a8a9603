/** What the user types while the dialog of a wanted conversation waits for it, whatever has the focus. */
import { useCallback, useId, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { keyMeanwhile } from './key-meanwhile.ts';

/** The text for a conversation that is not there yet, and the field that shows it. */
export interface TypedMeanwhile {
  /** Null before the first key. */
  readonly typed: string | null;
  readonly setTyped: (text: string) => void;
  /** The text after the newest key, also if it is not drawn yet. */
  readonly newest: RefObject<string>;
  /** The id that the dialog is to have. */
  readonly dialogId: string;
  /** For the field, which gets the focus when it comes. */
  readonly field: (element: HTMLTextAreaElement | null) => void;
}

/** `takeTyped`: what was typed before the dialog (`use-typed-ahead.ts`). From then on no key goes elsewhere, also before the dialog has the focus. */
export const useTypedMeanwhile = (takeTyped: () => string): TypedMeanwhile => {
  const [typed, draw] = useState<string | null>(null);
  const newest = useRef('');
  const dialogId = useId();
  const shown = useRef<HTMLTextAreaElement>(null);
  const setTyped = useCallback((text: string): void => {
    newest.current = text;
    draw(text);
  }, []);
  const field = useCallback((element: HTMLTextAreaElement | null): void => {
    shown.current = element;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  useLayoutEffect(() => {
    const ahead = takeTyped();
    if (ahead !== '') setTyped(ahead + newest.current);
    const onKey = (event: KeyboardEvent): void => {
      const { text, isTaken } = keyMeanwhile(
        event,
        newest.current,
        document.getElementById(dialogId),
        shown.current,
      );
      if (isTaken) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (text !== null) setTyped(text);
    };
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, [takeTyped, setTyped, dialogId]);
  return { typed, setTyped, newest, dialogId, field };
};
