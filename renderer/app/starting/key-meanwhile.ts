import { heldKey, isTyping } from '../navigation/typed-ahead.ts';

/** What a key does. */
export interface KeyMeanwhile {
  /** The text with it; null where it changes nothing of it. */
  readonly text: string | null;
  /** Whether no element of the page gets it. */
  readonly isTaken: boolean;
}

const leftToPage: KeyMeanwhile = { text: null, isTaken: false };

/**
 * What a key does while `dialog` waits for a conversation. `text`: what was typed before it. `field`: where that is shown and
 * written; null before the first key, and until it is drawn. A key for the box of the conversation below the dialog, which has the focus for a
 * moment, is part of the text, and a space before the field is there presses no button.
 */
export const keyMeanwhile = (
  event: KeyboardEvent,
  text: string,
  dialog: HTMLElement | null,
  field: HTMLElement | null,
): KeyMeanwhile => {
  const target = event.target instanceof Element ? event.target : null;
  if (field !== null && target === field) return leftToPage;
  const isInside = target !== null && dialog?.contains(target) === true;
  // Another dialog or menu keeps its keys.
  if (!isInside && target?.closest('[role=dialog], [role=alertdialog], [role=menu]')) return leftToPage;
  if (isInside && (field !== null || text === '')) {
    if (!isTyping(event)) return leftToPage;
    // A key that begins a letter of several keys ends it in the field.
    return /^.$/u.test(event.key) ? { text: text + event.key, isTaken: true } : { text, isTaken: false };
  }
  return heldKey(text, event);
};
