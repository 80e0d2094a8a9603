import { useEffect, useEffectEvent } from 'react';

/** What has keys of its own: a dialog closes itself, and what lies above it closes before it. */
const overlays =
  '[aria-modal=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox], .fui-PopoverSurface';

const uppermost = (): Element | null => [...document.querySelectorAll('[aria-modal=true]')].at(-1) ?? null;

/** The surface of a dialog that mounts: dialogs of one commit mount in the order in which they are in the document. */
const mountedSurface = (): Element | null => document.querySelector('[aria-modal=true]:not([data-mounted])');

/**
 * Closes a dialog with Esc while the focus is not in it. Fluent's dialog hears only the keys of what it contains; the focus leaves it where the
 * focused element disappears. What is below a dialog takes no focus (`modal.tsx`), but what lies beside the page in a layer of its own may.
 */
export const useEscapeElsewhere = (close: () => void): void => {
  const closeNow = useEffectEvent(close);
  useEffect(() => {
    const dialog = mountedSurface();
    dialog?.setAttribute('data-mounted', '');
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing || dialog === null || uppermost() !== dialog) return;
      if (event.target instanceof Element && event.target.closest(overlays)) return;
      event.preventDefault();
      // Neither the page nor a dialog below gets this key.
      event.stopImmediatePropagation();
      closeNow();
    };
    addEventListener('keydown', onKey, true);
    return () => {
      removeEventListener('keydown', onKey, true);
      dialog?.removeAttribute('data-mounted');
    };
  }, []);
};
