/** Which conversation's menu is open, and at which place on the screen. */
import { createContext, useContext, type ReactNode } from 'react';
import type { Conversation } from '../../model/index.ts';

export interface MenuPlace {
  /** The conversation; of a linked one both. */
  readonly sides: readonly Conversation[];
  readonly at: DOMRect;
  /** Further items, at the end. */
  readonly extra?: ReactNode;
}

/** Opens the one menu of conversations. */
export const ConversationMenuContext = createContext<(place: MenuPlace) => void>(() => undefined);

export const useConversationMenu = (): ((place: MenuPlace) => void) => useContext(ConversationMenuContext);
