/** Keys that hold in every program: from what was pressed to Electron's spelling (`accelerator` of the door), and back to what is drawn. */
/* eslint-disable isthmus/sentences -- names of keys in the browser and in Electron, which no person reads */
import { keyPress, type KeyPress, type Modifier } from '../commands/press.ts';

type KeyEvent = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** Electron's names of keys whose name in the browser is another one. */
const names: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ' ': 'Space',
};
const browserNames = new Map(Object.entries(names).map(([browser, electron]) => [electron, browser]));

/** Keys that are the same on every keyboard and in both spellings. */
const sameName = /^(?:F(?:[1-9]|1\d|2[0-4])|Home|End|PageUp|PageDown|Insert|Delete)$/;

/** The keys that were pressed, as the door takes them; null while they are no shortcut: a letter alone, or modifiers alone. */
export const acceleratorOf = ({ key, code, ctrlKey, altKey, shiftKey, metaKey }: KeyEvent): string | null => {
  const named = keyName(key, code);
  if (named === null || !(ctrlKey || altKey || metaKey)) return null;
  return [
    ...(ctrlKey ? ['Control'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey ? ['Shift'] : []),
    ...(metaKey ? ['Meta'] : []),
    named,
  ].join('+');
};

/** What the key writes counts; where a modifier or another alphabet makes that no Latin letter, where it stands. */
const keyName = (key: string, code: string): string | null => {
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  if (sameName.test(key)) return key;
  return names[key] ?? /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? null;
};

const modifiers: Readonly<Record<string, Modifier>> = {
  Control: 'control',
  Alt: 'alt',
  Shift: 'shift',
  Meta: 'meta',
};

/** The same keys as they are drawn. */
export const pressOfAccelerator = (accelerator: string): KeyPress => {
  const parts = accelerator.split('+');
  const key = parts.at(-1) ?? '';
  return keyPress(
    key === 'Space' ? key : (browserNames.get(key) ?? key),
    ...parts.flatMap((part) => modifiers[part] ?? []),
  );
};
