/** What a pane hands to its box and to what stands beside it, so that an action on a message can begin something in the box. */
import { useMemo, useRef, type RefObject } from 'react';
import type { ConversationId, Message } from '../../model/index.ts';
import type { Document } from '../../text/document/index.ts';
import type { ComposerHere } from '../acts/composer-here.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';

/** What the box can be asked to begin. */
export interface BoxActs {
  readonly edit: (message: Message, text?: Document) => void;
  readonly editOutgoing: (outgoing: Outgoing) => void;
  readonly quote: (message: Message) => void;
  readonly focus: () => void;
}

export interface Box {
  /** Set by the box while it is there. */
  readonly acts: RefObject<BoxActs | null>;
  readonly here: ComposerHere;
  readonly editOutgoing: (outgoing: Outgoing) => void;
}

/** The same for as long as the pane is there. */
export const useBox = (): Box => {
  const acts = useRef<BoxActs | null>(null);
  return useMemo(
    () => ({
      acts,
      here: {
        edit: (message, text) => acts.current?.edit(message, text),
        quote: (message) => acts.current?.quote(message),
        focus: () => acts.current?.focus(),
      },
      editOutgoing: (outgoing) => acts.current?.editOutgoing(outgoing),
    }),
    [],
  );
};

/** What the box is used for, where that is not a new message. */
export type Task =
  | { readonly kind: 'edit'; readonly message: Message }
  | { readonly kind: 'edit-unsent'; readonly outgoing: Outgoing }
  | { readonly kind: 'quote'; readonly message: Message };

/** Where the message of a task stands. */
export const placeOf = (task: Task): ConversationId =>
  task.kind === 'edit-unsent' ? task.outgoing.target : task.message.conversationId;
