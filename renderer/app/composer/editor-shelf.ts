/**
 * Editors that no box shows at the moment. To make one costs about 10 ms of CPU, and each switch of conversation brings another box: so the
 * next box takes the editor of the last one.
 */
import { createContext, useContext } from 'react';
import type { Editor, EditorBeginning } from '../editor/editor.ts';

type Open = (begin: EditorBeginning) => Editor;

export class EditorShelf {
  private idle: Editor | null = null;
  private made: Open | null = null;

  /** `load` brings what makes an editor; it is called when the first box is shown, and again where it failed. */
  constructor(private readonly load: () => Promise<Open>) {}

  /** Whether an editor can be opened without waiting. */
  get isReady(): boolean {
    return this.made !== null;
  }

  /** Resolves when an editor can be opened; rejects where the code could not be loaded. */
  async ready(): Promise<void> {
    this.made ??= await this.load();
  }

  /** Shows an editor; null before `ready`. */
  open(begin: EditorBeginning): Editor | null {
    const { idle, made } = this;
    if (idle === null) return made?.(begin) ?? null;
    this.idle = null;
    idle.moveTo(begin);
    return idle;
  }

  /** Takes an editor out of its place, for the next box. */
  takeBack(editor: Editor): void {
    if (editor.takeOut()) this.idle ??= editor;
  }
}

export const EditorsContext = createContext<EditorShelf | null>(null);

/** The shelf of the screen's boxes. */
export const useEditors = (): EditorShelf => {
  const editors = useContext(EditorsContext);
  if (editors === null) throw new Error('useEditors outside of an EditorsContext');
  return editors;
};

/** A shelf whose editors are those of `../editor/`, loaded when the first box is shown. */
export const editorShelf = (): EditorShelf =>
  new EditorShelf(async () => (await import('../editor/editor.ts')).openEditor);
