import { describe, expect, it } from 'vitest';
import type { Document } from '../../../text/document/index.ts';
import { linkedBlocksOfText } from '../../../text/linked-text.ts';
import type { Editor, EditorBeginning } from '../../editor/editor.ts';
import { EditorShelf } from './editor-shelf.ts';

/** An editor that records its boxes and its documents; `isWhole` says whether it can be shown again. */
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
  it('makes no editor before its code is loaded, and loads the code once', async () => {
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

  it('makes one editor in advance for the first box, and none if a box has one already', async () => {
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

  it('loads the code again after a failure', async () => {
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

  it('gives the last box’s editor to the next box, and makes another one for a second box', async () => {
    const { shelf, open, labels } = await readyShelf();
    const first = open('conversation');
    open('thread');
    shelf.takeBack(first);
    open('next');
    expect(labels()).toEqual([['next'], []]);
  });

  it('gives both editors to the next boxes if a conversation and its thread close together', async () => {
    const { shelf, open, labels } = await readyShelf();
    const [first, second] = [open('conversation'), open('thread')];
    shelf.takeBack(first);
    shelf.takeBack(second);
    open('next');
    open('next thread');
    expect(labels()).toEqual([['next thread'], ['next']]);
  });

  it('does not use an editor again that was closed while an input method composed a word', async () => {
    const { shelf, open, made } = await readyShelf(false);
    shelf.takeBack(open('one'));
    open('two');
    expect(made).toHaveLength(2);
    expect(made[0]?.shown).toEqual([]);
  });

  it('protects the next box’s text from late changes of the last box', async () => {
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
    // The next box does not lose it either.
    shelf.takeBack(last);
    open('third');
    expect(made).toHaveLength(2);
  });
});
