/** The services of the composer of a conversation or thread for acts on messages. Null if there is no composer. */
import { createContext, useContext } from 'react';
import type { Message } from '../../model/index.ts';
import type { Document } from '../../text/document/index.ts';

export interface ComposerHere {
  /**
   * Takes a message of the user in for editing, and the focus. `text`: what the user had made of it before, where that was refused; absent
   * for the message's own. Null where the box does not edit.
   */
  readonly edit: ((message: Message, text?: Document) => void) | null;
  /** Begins an answer to a message in a conversation without threads (a chat of Teams), and takes the focus. Null if that is not possible. */
  readonly quote: ((message: Message) => void) | null;
  /** Takes the focus. The next message is a reply in the box's thread. */
  readonly focus: () => void;
}

export const ComposerContext = createContext<ComposerHere | null>(null);

/** The message box of the conversation or thread around; null if there is none. */
export const useComposerHere = (): ComposerHere | null => useContext(ComposerContext);
