/** The editor in the box, for as long as the box exists. */
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Document } from '../../../text/document/index.ts';
import type { Editor, EditorAttributes, EditorHearing } from '../../editor/editor.ts';
import { logCaught } from '../../world/log-caught.ts';
import { useEditors } from './editor-shelf.ts';
import { useWorld } from '../../world/world.ts';

export interface EditorThere {
  readonly editor: Editor | null;
  readonly failed: boolean;
}

export interface EditorUse {
  readonly place: RefObject<HTMLElement | null>;
  /** Its first content; undefined until it is known. */
  readonly begun: Document | undefined;
  /** HTML attributes of the text box; they may change while the editor is shown. */
  readonly attributes: EditorAttributes;
  readonly hear: EditorHearing;
  /** Is called with a new editor, before the box is drawn with it. */
  readonly came: (editor: Editor) => void;
  /** Is called before the editor is taken away. */
  readonly leave: () => void;
}

/**
 * Shows an editor in a box, as long as the box is there.
 * @returns `editor` is null until its code is loaded and the content is known; `failed` is true if the code could not be loaded
 */
export const useEditor = ({ place, begun, attributes, hear, came, leave }: EditorUse): EditorThere => {
  const { door } = useWorld();
  const editors = useEditors();
  const [there, setThere] = useState<EditorThere>({ editor: null, failed: false });
  const said = JSON.stringify(attributes);
  const shown = useRef(said);
  const latest = useRef({ attributes, hear, came, leave });
  useLayoutEffect(() => {
    latest.current = { attributes, hear, came, leave };
  });
  useLayoutEffect(() => {
    if (begun === undefined) return;
    let isWanted = true;
    let made: Editor | null = null;
    const open = (): void => {
      const element = place.current;
      if (!isWanted || element === null) return;
      const current = () => latest.current.hear;
      shown.current = JSON.stringify(latest.current.attributes);
      made = editors.open({
        place: element,
        document: begun,
        attributes: latest.current.attributes,
        hear: {
          changed: (text) => current().changed(text),
          send: () => current().send(),
          editLast: () => current().editLast(),
          takeFiles: (files) => current().takeFiles(files),
          key: (event) => current().key(event),
          left: () => current().left(),
          followEmoji: (name, shown) => current().followEmoji(name, shown),
          link: () => current().link(),
          language: (at) => current().language(at),
        },
      });
      if (made === null) return;
      latest.current.came(made);
      setThere({ editor: made, failed: false });
    };
    if (editors.isReady) open();
    else
      editors.ready().then(open, (error: unknown) => {
        logCaught(door, 'editor', error);
        if (isWanted) setThere({ editor: null, failed: true });
      });
    return () => {
      isWanted = false;
      if (made === null) return;
      latest.current.leave();
      editors.takeBack(made);
    };
  }, [begun, place, door, editors]);
  const { editor } = there;
  useEffect(() => {
    if (editor === null || shown.current === said) return;
    shown.current = said;
    editor.setAttributes(JSON.parse(said) as EditorAttributes);
  }, [editor, said]);
  return there;
};
