import { useState } from 'react';
import type { Editor } from '../../editor/editor.ts';
import type { FormatHere } from '../../editor/formats.ts';
import { keepSourceView, keptSourceView } from '../kept-view.ts';

/** What the bar of formats shows, and whether it is shown. */
export interface Formats {
  readonly isShown: boolean;
  /** Whether the box shows the Markdown source. */
  readonly isSource: boolean;
  /** The formats at the cursor. */
  readonly here: ReadonlySet<FormatHere>;
  /** The language of the code block at the cursor; null outside of one. */
  readonly language: string | null;
  /** Reads the formats at the cursor, if the bar is shown. */
  readonly look: (editor: Editor) => void;
  /** Shows the bar, or hides it. */
  readonly switchBar: (editor: Editor | null) => void;
  /** Shows the source, or the formatted text, and keeps the choice for other boxes. */
  readonly switchSource: (editor: Editor) => void;
}

/** The bar of formats of a writing box. */
export const useFormats = (): Formats => {
  const [here, setHere] = useState<ReadonlySet<FormatHere>>(new Set());
  const [language, setLanguage] = useState<string | null>(null);
  const [isSource, setSource] = useState(() => keptSourceView(localStorage));
  const [isShown, setShown] = useState(isSource);
  const read = (editor: Editor): void => {
    const next = editor.formats();
    setHere((before) => (sameFormats(before, next) ? before : next));
    setLanguage(editor.language());
  };
  return {
    isShown,
    isSource,
    here,
    language,
    look: (editor) => {
      if (isShown) read(editor);
    },
    switchBar: (editor) => {
      setShown((on) => !on);
      if (editor === null) return;
      read(editor);
      editor.focus();
    },
    switchSource: (editor) => {
      keepSourceView(localStorage, !isSource);
      setSource(!isSource);
      editor.showSource(!isSource);
      editor.focus();
    },
  };
};

const sameFormats = (one: ReadonlySet<FormatHere>, other: ReadonlySet<FormatHere>): boolean =>
  one.size === other.size && [...one].every((format) => other.has(format));
