import { describe, expect, it } from 'vitest';
import type { Editor, EditorBeginning } from '../editor/editor.ts';
import { EditorShelf } from './editor-shelf.ts';

/** An editor that notes where it was shown; `isWhole` says whether it can be shown again. */
const noting = (isWhole: () => boolean) => {
  const shown: EditorBeginning[] = [];
  const editor = {
    moveTo: (begin: EditorBeginning) => void shown.push(begin),
    takeOut: () => isWhole(),
  } as Partial<Editor> as Editor;
  return { shown, editor };
};

const begin = (label: string): EditorBeginning =>
  ({ attributes: { 'aria-label': label } }) as unknown as EditorBeginning;

describe('the shelf of editors', () => {
  it('opens nothing before the code is there, and loads it once', async () => {
    let loads = 0;
    const { editor } = noting(() => true);
    const shelf = new EditorShelf(() => {
      loads += 1;
      return Promise.resolve(() => editor);
    });
    expect(shelf.isReady).toBe(false);
    expect(shelf.open(begin('one'))).toBeNull();
    await shelf.ready();
    await shelf.ready();
    expect(shelf.isReady).toBe(true);
    expect(shelf.open(begin('one'))).toBe(editor);
    expect(loads).toBe(1);
  });

  it('loads again where that failed', async () => {
    let loads = 0;
    const { editor } = noting(() => true);
    const shelf = new EditorShelf(() => {
      loads += 1;
      return loads === 1 ? Promise.reject(new Error('no code')) : Promise.resolve(() => editor);
    });
    await expect(shelf.ready()).rejects.toThrow('no code');
    await shelf.ready();
    expect(shelf.open(begin('one'))).toBe(editor);
  });

  it('gives the editor of the last box to the next one, and makes another for a second box', async () => {
    const made: ReturnType<typeof noting>[] = [];
    const shelf = new EditorShelf(() =>
      Promise.resolve(() => {
        const next = noting(() => true);
        made.push(next);
        return next.editor;
      }),
    );
    await shelf.ready();
    const first = shelf.open(begin('conversation'));
    const second = shelf.open(begin('thread'));
    expect(second).not.toBe(first);
    if (first === null || second === null) throw new Error('no editor');
    shelf.takeBack(first);
    expect(shelf.open(begin('next'))).toBe(first);
    expect(made).toHaveLength(2);
    expect(made[0]?.shown.map(({ attributes }) => attributes['aria-label'])).toEqual(['next']);
  });

  it('does not show an editor again that went in the middle of an input method’s word', async () => {
    const made: ReturnType<typeof noting>[] = [];
    const shelf = new EditorShelf(() =>
      Promise.resolve(() => {
        const next = noting(() => false);
        made.push(next);
        return next.editor;
      }),
    );
    await shelf.ready();
    const first = shelf.open(begin('one'));
    if (first === null) throw new Error('no editor');
    shelf.takeBack(first);
    expect(shelf.open(begin('two'))).not.toBe(first);
  });
});
