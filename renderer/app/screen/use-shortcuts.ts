/** Keys that work everywhere: F6 and Shift+F6 walk through the regions, Ctrl/⌘+K goes to the filter, Esc closes the thread. */
import { useEffect } from 'react';

interface Closing {
  readonly closeThread: (() => void) | null;
  /** From the conversation back to the list, where only one of them fits. */
  readonly back: (() => void) | null;
}

const regions = ['list', 'messages', 'thread'] as const;

const present = (): HTMLElement[] =>
  regions.flatMap((region) => [...document.querySelectorAll<HTMLElement>(`[data-region=${region}]`)]);

const nextRegion = (by: 1 | -1): void => {
  const all = present();
  const at = all.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  all[next]?.focus();
};

/** A menu, popover or dialog that is open takes Esc for itself. */
const hasOverlay = (): boolean =>
  document.querySelector('[role=dialog], [role=menu], [role=alertdialog]') !== null;

export const useShortcuts = ({ closeThread, back }: Closing): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'F6') {
        nextRegion(event.shiftKey ? -1 : 1);
      } else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        document.querySelector<HTMLElement>('[data-shortcut=filter]')?.focus();
      } else if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        !hasOverlay() &&
        (closeThread ?? back)
      ) {
        (closeThread ?? back)?.();
        requestAnimationFrame(() =>
          (closeThread
            ? present().find(({ dataset }) => dataset.region === 'messages')
            : present()[0]
          )?.focus(),
        );
      } else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [closeThread, back]);
};
