/** A dialog that is open as long as it is rendered. It has no button that opens it, so it returns the focus itself. */
import { Dialog, type DialogProps } from '@fluentui/react-components';
import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import { useEscapeElsewhere } from './use-escape-elsewhere.ts';

interface Properties extends Pick<DialogProps, 'children'> {
  /** `alert`: a click outside does not close it. */
  readonly modalType?: 'modal' | 'alert';
  readonly close: () => void;
  /** An action after the dialog, set before it closes. It runs when the focus has returned, so that it can move it elsewhere. */
  readonly outcome?: RefObject<(() => void) | null>;
}

export const Modal = ({ modalType = 'modal', close, outcome, children }: Properties) => {
  useFocusBack(outcome);
  useInertPage();
  useEscapeElsewhere(close);
  return (
    <Dialog open modalType={modalType} onOpenChange={(_, { open }) => !open && close()}>
      {children}
    </Dialog>
  );
};

/**
 * The element to return the focus to. A menu item or a button in a popover vanishes when pressed; then it is the button that opened the menu
 * or popover.
 */
const opener = (): Element | null => {
  const focused = document.activeElement;
  if (focused?.closest('[role=menu]'))
    return document.querySelector('[aria-haspopup=menu][aria-expanded=true]');
  if (focused?.closest('.fui-PopoverSurface'))
    return document.querySelector('button[aria-expanded=true]:not([aria-haspopup])');
  return focused;
};

/** After the dialog has closed, the focus returns to its previous element. */
const useFocusBack = (outcome: Properties['outcome']): void => {
  const [before] = useState(opener);
  useEffect(
    () => () => {
      // Elements below a dialog get no focus until it has left the page.
      requestAnimationFrame(() => {
        // A dialog that has come meanwhile keeps the focus.
        const isCovered = document.activeElement?.closest('[role=dialog], [role=alertdialog]') ?? null;
        if (before instanceof HTMLElement && before.isConnected && !isCovered) before.focus();
        outcome?.current?.();
      });
    },
    [before, outcome],
  );
};

/** One dialog more, or less, is over this part of the page. */
const cover = (part: HTMLElement, by: 1 | -1): void => {
  const dialogs = Number(part.dataset.dialogs ?? 0) + by;
  if (dialogs > 0) part.dataset.dialogs = String(dialogs);
  else delete part.dataset.dialogs;
  part.toggleAttribute('inert', dialogs > 0);
};

/**
 * The page below a dialog takes no focus, from the first moment on. Fluent's Tabster brings a user's focus back into the dialog, and follows one
 * that code moves: where a closing menu gave it to a message below, the dialog was hidden from screen readers and heard no keys.
 */
const useInertPage = (): void =>
  useLayoutEffect(() => {
    // Fluent puts each dialog, menu and popover beside the page, in a node with this mark.
    const parts = [...document.body.querySelectorAll<HTMLElement>(':scope > :not([data-portal-node])')];
    for (const part of parts) cover(part, 1);
    return () => {
      for (const part of parts) cover(part, -1);
    };
  }, []);
