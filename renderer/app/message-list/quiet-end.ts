import { observeElementOffset, type Virtualizer } from '@tanstack/react-virtual';

/**
 * The offset of a virtual list while it changes. The list is told the end of a movement too, because afterwards it measures rows at once; but it is
 * not drawn for that, because nothing that it shows depends on it.
 */
export const quietEnd = (
  list: Virtualizer<HTMLDivElement, Element>,
  tell: (offset: number, isScrolling: boolean) => void,
) =>
  observeElementOffset(list, (offset, isScrolling) => {
    if (isScrolling) {
      tell(offset, true);
      return;
    }
    list.isScrolling = false;
    list.scrollDirection = null;
  });
