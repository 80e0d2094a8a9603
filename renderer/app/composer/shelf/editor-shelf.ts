/**
 * Editors that no box shows at the moment. To make one costs about 10 ms of CPU, and each switch of conversation brings another box: so the
 * next box takes the editor of the last one. A box has its editor on loan: once it is given back, nothing that the box still does late (the
 * end of a write, a frame that was waited for) reaches the text of the next box.
 */
import { createContext, useContext } from 'react';
import type { Editor, EditorBeginning } from '../../editor/editor.ts';

type Open = (begin: EditorBeginning) => Editor;

/** An editor in a box. */
interface Loan {
  readonly real: Editor;
  readonly end: () => void;
}

export class EditorShelf {
  private readonly idle: Editor[] = [];
  private readonly loans = new Map<Editor, Loan>();
  private made: Open | null = null;

  /** `load` returns the function that makes an editor. It is called when the first box is shown, and again after a failure. */
  constructor(private readonly load: () => Promise<Open>) {}

  /** Whether an editor can be opened without waiting. */
  get isReady(): boolean {
    return this.made !== null;
  }

  /** Resolves when an editor can be opened; rejects if the code could not be loaded. */
  async ready(): Promise<void> {
    this.made ??= await this.load();
  }

  /** Loads what makes an editor and makes one, for the first box; rejects as `ready` does. */
  async prepare(makePlace: () => HTMLElement): Promise<void> {
    await this.ready();
    if (this.loans.size > 0 || this.idle.length > 0) return;
    const first = this.open({ ...notShown, place: makePlace() });
    if (first !== null) this.takeBack(first);
  }

  /** Shows an editor, on loan until `takeBack`; null before `ready`. */
  open(begin: EditorBeginning): Editor | null {
    const found = this.idle.pop();
    found?.moveTo(begin);
    const real = found ?? this.made?.(begin);
    if (real === undefined) return null;
    let isLent = true;
    const lent = new Proxy(real, {
      get: (_, name) => Reflect.get(isLent ? real : returned, name) as unknown,
    });
    this.loans.set(lent, { real, end: () => (isLent = false) });
    return lent;
  }

  /** Takes an editor that `open` gave out of its place, for the next box. From now on the old holder's object is empty and does nothing. */
  takeBack(lent: Editor): void {
    const loan = this.loans.get(lent);
    if (loan === undefined) return;
    this.loans.delete(lent);
    loan.end();
    if (loan.real.takeOut()) this.idle.push(loan.real);
  }
}

const nothing = (): void => undefined;

/** The first content of an editor that no box shows yet: `moveTo` sets all of it anew. */
const notShown: Omit<EditorBeginning, 'place'> = {
  document: { blocks: [] },
  attributes: {},
  hear: {
    changed: nothing,
    send: nothing,
    takeFiles: nothing,
    left: nothing,
    link: nothing,
    language: nothing,
    editLast: () => false,
    key: () => false,
    followEmoji: () => nothing,
  },
};

/** The object of a box that has returned its editor: it does nothing. */
const returned: Editor = {
  document: () => ({ blocks: [] }),
  source: () => null,
  showSource: () => undefined,
  isEmpty: () => true,
  open: () => undefined,
  focus: () => undefined,
  hasFocus: () => false,
  setAttributes: () => undefined,
  formats: () => new Set(),
  switchFormat: () => undefined,
  link: () => null,
  putLink: () => false,
  removeLink: () => undefined,
  language: () => null,
  setLanguage: () => undefined,
  caret: () => new DOMRect(),
  completing: () => null,
  complete: () => undefined,
  insert: () => undefined,
  moveTo: () => undefined,
  takeOut: () => false,
};

export const EditorsContext = createContext<EditorShelf | null>(null);

/** The shelf of the screen's boxes. */
export const useEditors = (): EditorShelf => {
  const editors = useContext(EditorsContext);
  if (editors === null) throw new Error('useEditors outside of an EditorsContext');
  return editors;
};

/** A shelf whose editors are those of `../../editor/`, loaded when the first box is shown. */
export const editorShelf = (): EditorShelf =>
  new EditorShelf(async () => (await import('../../editor/editor.ts')).openEditor);
