/** Connects a pane's box with the actions on its messages, so that an action can begin something in the box. */
import { useMemo, useRef, type RefObject } from 'react';
import type { ConversationId, Message } from '../../model/index.ts';
import type { Document } from '../../text/document/index.ts';
import type { ComposerHere } from '../acts/composer-here.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';

/** The requests of an action to the box. */
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
  /** The box where nothing new can be written. */
  readonly edits: ComposerHere;
  readonly editOutgoing: (outgoing: Outgoing) => void;
}

/** Makes one connection for the life of the pane. */
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
      edits: {
        edit: (message, text) => acts.current?.edit(message, text),
        quote: null,
        focus: () => acts.current?.focus(),
      },
      editOutgoing: (outgoing) => acts.current?.editOutgoing(outgoing),
    }),
    [],
  );
};

/** The present task of the box, if it is not a new message. */
export type Task =
  | { readonly kind: 'edit'; readonly message: Message }
  | { readonly kind: 'edit-unsent'; readonly outgoing: Outgoing }
  | { readonly kind: 'quote'; readonly message: Message };

/** The place of a task's message. */
export const conversationOfTask = (task: Task): ConversationId =>
  task.kind === 'edit-unsent' ? task.outgoing.target : task.message.conversationId;
