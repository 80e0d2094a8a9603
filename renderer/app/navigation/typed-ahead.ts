/** Text that the user types before the box that they write in is there. */

/** Whether a key writes something, and nothing on the screen uses it. */
export const isTyping = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented &&
  !event.isComposing &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  // The space bar presses the focused element, and the question mark opens the list of shortcuts.
  (/^[^ ?]$/u.test(event.key) || event.key === 'Dead' || event.key === 'Process');

/** Whether the element with the focus takes the keys itself. */
export const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role=menu], [role=dialog]') !== null);

/** The text with one more key; null for a key that does not belong to it. */
export const withKey = (text: string, event: KeyboardEvent): string | null => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (/^.$/u.test(event.key) && (text !== '' || isTyping(event))) return text + event.key;
  if (text === '') return null;
  if (event.key === 'Backspace') return text.replace(/.$/su, '');
  // It sends nothing that the user does not see.
  return event.key === 'Enter' ? text : null;
};

/** Whether a key changes a text, or sends it, in the element with the focus only. */
const changesText = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && /^(?:[ ?]|Enter|Backspace|Delete)$/.test(key);

/** What a key does that no element is to get. `text`: the text with it; null where it changes nothing. Other keys are not taken from the page. */
export const heldKey = (text: string, event: KeyboardEvent): { text: string | null; isTaken: boolean } => {
  const longer = withKey(text, event);
  // A key that begins a letter of several keys is lost, because only an element can compose them. An Enter that is pressed long sends nothing.
  return { text: longer, isTaken: longer !== null || isTyping(event) || changesText(event) };
};

/** Keys that no element of the page gets. */
export interface HeldKeys {
  /** Gives the keys back to the page, and returns the text that was typed. */
  readonly end: () => string;
}

/** Holds the keys that write or change something, whatever has the focus, until `end`. All other keys stay the page's. `typed`: the text before them. */
export const holdKeys = (typed = ''): HeldKeys => {
  let text = typed;
  const onKey = (event: KeyboardEvent): void => {
    const held = heldKey(text, event);
    if (!held.isTaken) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    text = held.text ?? text;
  };
  addEventListener('keydown', onKey, true);
  return {
    end: () => {
      removeEventListener('keydown', onKey, true);
      return text;
    },
  };
};
