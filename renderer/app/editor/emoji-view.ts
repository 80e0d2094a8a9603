/** Shows an emoji in the editor: a custom one by its picture, as soon as there is one. */
import type { NodeViewConstructor } from 'prosemirror-view';
import type { NodeAttributes } from './schema.ts';

/** Calls `shown` with the address of a custom emoji's picture within the page, now and when it changes; null: no picture. The returned function ends it. */
export type FollowEmoji = (name: string, shown: (url: string | null) => void) => () => void;

/** `follow` is called for each custom emoji in the text. */
export const emojiView =
  (follow: FollowEmoji): NodeViewConstructor =>
  ({ attrs }) => {
    const { emoji, name } = attrs as NodeAttributes['emoji'];
    const dom = document.createElement('span');
    const typed = `:${name}:`;
    dom.className = 'isthmus-emoji';
    dom.title = typed;
    dom.textContent = emoji ?? typed;
    if (emoji !== null) return { dom };
    let shown: string | null = null;
    const stop = follow(name, (url) => {
      // This is called again when another emoji changes. An animated picture continues then, and a broken one is not tried again.
      if (url === shown) return;
      shown = url;
      if (url === null) {
        dom.textContent = typed;
        return;
      }
      const picture = document.createElement('img');
      picture.src = url;
      picture.alt = typed;
      picture.draggable = false;
      // The server's bytes are no picture.
      picture.onerror = () => {
        if (picture.parentNode === dom) dom.textContent = typed;
      };
      dom.replaceChildren(picture);
    });
    return { dom, destroy: stop, ignoreMutation: () => true };
  };
