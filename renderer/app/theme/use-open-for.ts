import { useState } from 'react';

/**
 * Whether a menu or popover is open for the thing named `of`. The header of a conversation stays when another conversation is opened, and a
 * menu of one must not act on the next. So it is closed then, and stays closed when the first one is opened again.
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
