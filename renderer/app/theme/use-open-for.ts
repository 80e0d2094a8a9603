import { useState } from 'react';

/**
 * Whether a menu or popover is open, for one thing: `of` names it. The header of a conversation stays while others are opened, and what was
 * opened for one of them must not act on the next: it is closed there, and stays closed when the first one is opened again.
 */
export const useOpenFor = (
  of: string,
): {
  readonly open: boolean;
  readonly onOpenChange: (event: unknown, data: { readonly open: boolean }) => void;
} => {
  const [openFor, setOpenFor] = useState<string | null>(null);
  if (openFor !== null && openFor !== of) setOpenFor(null);
  return { open: openFor === of, onOpenChange: (_, { open }) => setOpenFor(open ? of : null) };
};
