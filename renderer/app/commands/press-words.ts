/** A press in the words and signs of the platform. */
import { say } from '../words/catalogue/say.ts';
import type { Modifier, Press } from './press.ts';
import type { Platform } from '../world/platform.ts';

/** The sign on one key. */
export interface KeyCap {
  readonly shown: string;
  /** The word for a screen reader if it might not know the sign; else null. */
  readonly heard: string | null;
}

const cap = (shown: string, heard: string | null = null): KeyCap => ({ shown, heard });

/** In the order in which each platform writes them. */
const modifiers: Readonly<Record<Platform, readonly Modifier[]>> = {
  mac: ['control', 'alt', 'shift', 'meta'],
  other: ['meta', 'control', 'alt', 'shift'],
};

const modifierCap = (modifier: Modifier, platform: Platform): KeyCap => {
  const isMac = platform === 'mac';
  switch (modifier) {
    case 'control':
      return isMac ? cap('⌃', say('keys.control')) : cap(say('keys.ctrl'));
    case 'alt':
      return isMac ? cap('⌥', say('keys.option')) : cap(say('keys.alt'));
    case 'shift':
      return isMac ? cap('⇧', say('keys.shift')) : cap(say('keys.shift'));
    case 'meta':
      return isMac ? cap('⌘', say('keys.command')) : cap(say('keys.windows'));
  }
};

const keyCap = (key: string): KeyCap => {
  switch (key) {
    case 'ArrowLeft':
      return cap('←', say('keys.left'));
    case 'ArrowRight':
      return cap('→', say('keys.right'));
    case 'ArrowUp':
      return cap('↑', say('keys.up'));
    case 'ArrowDown':
      return cap('↓', say('keys.down'));
    case '[':
      return cap('[', say('keys.left-bracket'));
    case ']':
      return cap(']', say('keys.right-bracket'));
    case '/':
      return cap('/', say('keys.slash'));
    case '?':
      return cap('?', say('keys.question-mark'));
    case 'Escape':
      return cap(say('keys.escape'));
    case '+':
      return cap('+', say('keys.plus'));
    case 'Delete':
      return cap(say('keys.delete'));
    case 'Enter':
      return cap(say('keys.enter'));
    case 'Home':
      return cap(say('keys.home'));
    case 'End':
      return cap(say('keys.end'));
    case 'PageUp':
      return cap(say('keys.page-up'));
    case 'PageDown':
      return cap(say('keys.page-down'));
    default:
      return cap(key.length === 1 ? key.toUpperCase() : key);
  }
};

/** The keys of a press, in order. */
export const capsOf = (press: Press, platform: Platform): readonly KeyCap[] =>
  press.kind === 'button'
    ? [cap(press.button === 3 ? say('keys.mouse-back') : say('keys.mouse-forward'))]
    : [
        ...modifiers[platform]
          .filter((modifier) => press.modifiers.includes(modifier))
          .map((modifier) => modifierCap(modifier, platform)),
        keyCap(press.key),
      ];

/** A press in one word: `Ctrl+K`, on a Mac `⌘K`. */
export const pressText = (press: Press, platform: Platform): string =>
  capsOf(press, platform)
    .map(({ shown }) => shown)
    .join(platform === 'mac' ? '' : '+');

/** Keys whose names are words already. */
const sayItself: ReadonlySet<string> = new Set(['BrowserBack', 'BrowserForward']);

/** The presses that a list shows. */
export const toldPresses = (presses: readonly Press[]): readonly Press[] =>
  presses.filter((press) => press.kind === 'button' || !sayItself.has(press.key));

/** As `KeyboardEvent.key` names a modifier. */
const capitalised = (modifier: Modifier): string => modifier.charAt(0).toUpperCase() + modifier.slice(1);

/** The value of `aria-keyshortcuts` for these presses; undefined where there are no keys. */
export const ariaKeys = (presses: readonly Press[]): string | undefined => {
  const keys = presses.flatMap((press) =>
    press.kind === 'key' ? [[...press.modifiers.map(capitalised), press.key].join('+')] : [],
  );
  return keys.length === 0 ? undefined : keys.join(' ');
};
