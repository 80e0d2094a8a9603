/** A sentence in place of the box: why nothing new can be written. */
import { useEffect, useRef } from 'react';
import type { Message } from '../../model/index.ts';
import type { Document } from '../../text/document/index.ts';
import type { Box } from './box.ts';
import { useComposerStyles } from './composer-styles.ts';

interface Properties {
  readonly box: Box;
  readonly words: string;
  /** Begins an edit of a message; null if nothing can be edited either. */
  readonly edit: ((message: Message, text?: Document) => void) | null;
  /** It takes the focus: the box that was here for an edit had it. */
  readonly hasFocus: boolean;
}

export const ClosedBox = ({ box, words, edit, hasFocus }: Properties) => {
  const styles = useComposerStyles();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hasFocus) place.current?.focus();
  }, [hasFocus]);
  useEffect(() => {
    if (edit === null) return;
    const nothing = (): void => undefined;
    box.acts.current = { edit, editOutgoing: nothing, quote: nothing, focus: nothing };
    return () => {
      box.acts.current = null;
    };
  });
  return (
    <div ref={place} tabIndex={-1} className={styles.closed} data-testid="not-writable">
      {words}
    </div>
  );
};
