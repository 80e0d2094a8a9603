import { useCallback, useState } from 'react';
import { listWidth } from './list-width.ts';
import { keepText, keptText } from '../../world/use-kept-choice.ts';

const key = 'isthmus.list-width';

/** The width of the list, px, and how it is set; kept for the next start. */
export const useListWidth = (): readonly [width: number, choose: (width: number) => void] => {
  const [width, setWidth] = useState(() => listWidth(Number.parseInt(keptText(key) ?? '', 10)));
  const choose = useCallback((wanted: number) => {
    setWidth(listWidth(wanted));
    keepText(key, `${listWidth(wanted)}`);
  }, []);
  return [width, choose];
};
