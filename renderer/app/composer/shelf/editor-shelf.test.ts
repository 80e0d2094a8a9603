import { describe, expect, it } from 'vitest';
import type { Document } from '../../../text/document/index.ts';
import { linkedBlocksOfText } from '../../../text/linked-text.ts';
import type { Editor, EditorBeginning } from '../../editor/editor.ts';
import { EditorShelf } from './editor-shelf.ts';

/** An editor that notes where it was shown, and what was opened in it; `isWhole` says whether it can be shown again. */
const noting = (isWhole: () => boolean) => {
  const shown: EditorBeginning[] = [];
  const opened: Document[] = [];
  const editor = {
    moveTo: (begin: EditorBeginning) => void shown.push(begin),
    takeOut: () => isWhole(),
    open: (document: Document) => void opened.push(document),
    document: () => opened.at(-1) ?? { blocks: [] },
    isEmpty: () => opened.length === 0,
  } as Partial<Editor> as Editor;
  return { shown, opened, editor };
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
    expect(shelf.open(begin('one'))?.isEmpty()).toBe(true);
    expect(loads).toBe(1);
  });

  it('has an editor for the first box when it was prepared, and makes none where a box has one', async () => {
    const { shown, editor } = noting(() => true);
    let made = 0;
    const shelf = new EditorShelf(() =>
      Promise.resolve(() => {
        made += 1;
        return editor;
      }),
    );
    await shelf.prepare(() => ({}) as HTMLElement);
    expect(made).toBe(1);
    shelf.open(begin('one'));
    expect(shown.map(({ attributes }) => attributes['aria-label'])).toEqual(['one']);
    await shelf.prepare(() => ({}) as HTMLElement);
    expect(made).toBe(1);
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
    expect(shelf.open(begin('one'))?.isEmpty()).toBe(true);
  });

  /** A shelf that is ready, and the editors that it made. */
  const readyShelf = async (isWhole = true) => {
    const made: ReturnType<typeof noting>[] = [];
    const shelf = new EditorShelf(() =>
      Promise.resolve(() => {
        const next = noting(() => isWhole);
        made.push(next);
        return next.editor;
      }),
    );
    await shelf.ready();
    const open = (label: string): Editor => {
      const editor = shelf.open(begin(label));
      if (editor === null) throw new Error('no editor');
      return editor;
    };
    const labels = () => made.map(({ shown }) => shown.map(({ attributes }) => attributes['aria-label']));
    return { shelf, made, open, labels };
  };

  it('gives the editor of the last box to the next one, and makes another for a second box', async () => {
    const { shelf, open, labels } = await readyShelf();
    const first = open('conversation');
    open('thread');
    shelf.takeBack(first);
    open('next');
    expect(labels()).toEqual([['next'], []]);
  });

  it('gives both editors on where a conversation and its thread go together', async () => {
    const { shelf, open, labels } = await readyShelf();
    const [first, second] = [open('conversation'), open('thread')];
    shelf.takeBack(first);
    shelf.takeBack(second);
    open('next');
    open('next thread');
    expect(labels()).toEqual([['next thread'], ['next']]);
  });

  it('does not show an editor again that went in the middle of an input method’s word', async () => {
    const { shelf, open, made } = await readyShelf(false);
    shelf.takeBack(open('one'));
    open('two');
    expect(made).toHaveLength(2);
    expect(made[0]?.shown).toEqual([]);
  });

  it('keeps the text of the next box from what the last one does late', async () => {
    const { shelf, open, made } = await readyShelf();
    const text = (words: string): Document => ({ blocks: linkedBlocksOfText(words) });
    const last = open('last');
    last.open(text('for the last'));
    expect(last.document()).toEqual(text('for the last'));
    shelf.takeBack(last);
    const next = open('next');
    next.open(text('for the next'));
    // An edit that was saved while the user left brings back the draft that it had interrupted.
    last.open(text('for the last'));
    expect(next.document()).toEqual(text('for the next'));
    expect(last.document()).toEqual({ blocks: [] });
    // Nor is it taken out of the next box.
    shelf.takeBack(last);
    open('third');
    expect(made).toHaveLength(2);
  });
});
