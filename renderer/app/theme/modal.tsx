/** A dialog that is open for as long as it is drawn: it has no button of its own, so it gives the focus back itself. */
import { Dialog, type DialogProps } from '@fluentui/react-components';
import { useEffect, useState, type RefObject } from 'react';

interface Properties extends Pick<DialogProps, 'children'> {
  /** `alert`: a click beside it does not close it. */
  readonly modalType?: 'modal' | 'alert';
  readonly close: () => void;
  /** What comes of the dialog, set before it closes: done when the focus is back where it was, so that it may move it on. */
  readonly outcome?: RefObject<(() => void) | null>;
}

export const Modal = ({ modalType = 'modal', close, outcome, children }: Properties) => {
  useFocusBack(outcome);
  return (
    <Dialog open modalType={modalType} onOpenChange={(_, { open }) => !open && close()}>
      {children}
    </Dialog>
  );
};

/** What has the focus; for a line of a menu or a button in a popover, which go when they are pressed, the button that opened it. */
const opener = (): Element | null => {
  const focused = document.activeElement;
  if (focused?.closest('[role=menu]'))
    return document.querySelector('[aria-haspopup=menu][aria-expanded=true]');
  if (focused?.closest('.fui-PopoverSurface'))
    return document.querySelector('button[aria-expanded=true]:not([aria-haspopup])');
  return focused;
};

/** When the dialog has gone, the focus is again where it was before. */
const useFocusBack = (outcome: Properties['outcome']): void => {
  const [before] = useState(opener);
  useEffect(
    () => () => {
      // What is below a dialog takes no focus until it is gone from the page.
      requestAnimationFrame(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
        outcome?.current?.();
      });
    },
    [before, outcome],
  );
};
