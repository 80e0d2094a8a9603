/** The editor in the box: loaded when the box is first shown, and there until the box goes. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Document } from '../../text/document/index.ts';
import type { Editor, EditorAttributes, EditorHearing } from '../editor/editor.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

export interface EditorThere {
  readonly editor: Editor | null;
  readonly failed: boolean;
}

/** `begun`: what stands in it at first; undefined until that is known. `leave` is called before the editor goes. */
export const useEditor = (
  place: RefObject<HTMLElement | null>,
  begun: Document | undefined,
  hear: EditorHearing,
  leave: () => void,
): EditorThere => {
  const { door } = useWorld();
  const [there, setThere] = useState<EditorThere>({ editor: null, failed: false });
  const latest = useRef({ hear, leave });
  useEffect(() => {
    latest.current = { hear, leave };
  });
  useEffect(() => {
    if (begun === undefined) return;
    let isWanted = true;
    let made: Editor | null = null;
    import('../editor/editor.ts').then(
      ({ openEditor }) => {
        const element = place.current;
        if (!isWanted || element === null) return;
        const current = () => latest.current.hear;
        made = openEditor(element, begun, {
          changed: (text) => current().changed(text),
          send: () => current().send(),
          editLast: () => current().editLast(),
          takeFiles: (files) => current().takeFiles(files),
          key: (event) => current().key(event),
          left: () => current().left(),
          link: () => current().link(),
          language: (at) => current().language(at),
        });
        setThere({ editor: made, failed: false });
      },
      (error: unknown) => {
        logCaught(door, 'editor', error);
        if (isWanted) setThere({ editor: null, failed: true });
      },
    );
    return () => {
      isWanted = false;
      if (made === null) return;
      latest.current.leave();
      made.destroy();
    };
  }, [begun, place, door]);
  return there;
};

/** Sets the attributes of the text box, when they say something else than before. */
export const useEditorAttributes = (editor: Editor | null, attributes: EditorAttributes): void => {
  const key = JSON.stringify(attributes);
  useEffect(() => {
    editor?.setAttributes(JSON.parse(key) as EditorAttributes);
  }, [editor, key]);
};
