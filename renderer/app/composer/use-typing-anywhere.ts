/** If the user types and no element takes the text, it goes into the box of the part of the screen that has the focus. */
import { useEffect, useRef, type RefObject } from 'react';
import { isTyping, takesKeys } from '../navigation/typed-ahead.ts';

/** The box for a key: that of the conversation or thread around the focus, else the first. */
const boxFor = (focused: Element | null): Element | null => {
  const boxes = [...document.querySelectorAll('[data-composer]')];
  const pane = focused?.closest('main,aside') ?? null;
  return boxes.find((box) => pane?.contains(box)) ?? boxes[0] ?? null;
};

const isCovered = (): boolean =>
  document.querySelector('[role=dialog], [role=menu], [role=alertdialog]') !== null;

/** Gives the box the focus when the user begins to type elsewhere. The box then gets this key, too. */
export const useTypingAnywhere = (box: RefObject<HTMLElement | null>, focus: () => void): void => {
  const latest = useRef(focus);
  useEffect(() => {
    latest.current = focus;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // Most keys go into a text already, so the page is searched only for the others.
      if (takesKeys(event.target) || !isTyping(event) || isCovered()) return;
      if (boxFor(document.activeElement) === box.current) latest.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [box]);
};
