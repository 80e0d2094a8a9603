/** What starts a command: a key with its modifiers, or a further button of the mouse. */

export type Modifier = 'control' | 'alt' | 'shift' | 'meta';

export interface KeyPress {
  readonly kind: 'key';
  /** As `KeyboardEvent.key` names it; letters small. */
  readonly key: string;
  readonly modifiers: readonly Modifier[];
}

export interface ButtonPress {
  readonly kind: 'button';
  /** As `MouseEvent.button` counts: 3 is the button that leads back in browsers, 4 the one that leads forward. */
  readonly button: 3 | 4;
}

export type Press = KeyPress | ButtonPress;

export const keyPress = (key: string, ...modifiers: readonly Modifier[]): KeyPress => ({
  kind: 'key',
  key,
  modifiers,
});

export const buttonPress = (button: 3 | 4): ButtonPress => ({ kind: 'button', button });

/** The Latin sign of a key, by `KeyboardEvent.code`, for keyboards of other alphabets. */
const signs: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Slash: '/' };

const standsOn = (code: string): string | undefined =>
  /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? signs[code];

/** A single sign that is neither letter nor digit: on some keyboards it takes Shift, on others none. */
const isSign = (key: string): boolean => /^[^a-z0-9 ]$/i.test(key);

type KeyEvent = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/**
 * Whether a key event is this press. The written sign counts. If it is not of the Latin alphabet (Cyrillic, Greek, ü), the key's position
 * counts.
 */
export const isPressed = ({ key, modifiers }: KeyPress, event: KeyEvent): boolean => {
  const held = {
    control: event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey,
    meta: event.metaKey,
  };
  const isThis =
    event.key.toLowerCase() === key.toLowerCase() ||
    (/[^\0-\x7f]/.test(event.key) && standsOn(event.code) === key);
  return (
    isThis &&
    (['control', 'alt', 'shift', 'meta'] as const).every(
      (modifier) => held[modifier] === modifiers.includes(modifier) || (modifier === 'shift' && isSign(key)),
    )
  );
};

/** Whether a press would write into a text field. The field gets it then. */
export const writesText = (press: Press): boolean =>
  press.kind === 'key' && press.key.length === 1 && !press.modifiers.some((modifier) => modifier !== 'shift');
