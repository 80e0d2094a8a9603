import { useMedia } from './use-media.ts';

/** narrow: list or conversation; medium: list and (conversation or thread); wide: list, conversation and thread. */
export type Layout = 'narrow' | 'medium' | 'wide';

/** The layout for the window's width. */
export const useLayout = (): Layout => {
  const narrow = useMedia('(max-width: 759px)');
  const wide = useMedia('(min-width: 1120px)');
  return narrow ? 'narrow' : wide ? 'wide' : 'medium';
};
