/** Files that are dropped anywhere on the conversation or thread around the box. */
import { useEffect, useRef, useState, type RefObject } from 'react';

const bringsFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.some((type) => /^Files$/.test(type)) ?? false;

/** Whether files are over the pane now. `take` gets the dropped files; null if the user cannot write here. */
export const useFileDrop = (
  box: RefObject<HTMLElement | null>,
  take: ((files: readonly File[]) => void) | null,
): boolean => {
  const [isOver, setOver] = useState(false);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const pane = box.current?.closest<HTMLElement>('main,aside');
    if (!pane) return;
    const onOver = (event: DragEvent): void => {
      if (!bringsFiles(event) || latest.current === null) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!(event.relatedTarget instanceof Node && pane.contains(event.relatedTarget))) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (!bringsFiles(event) || latest.current === null) return;
      event.preventDefault();
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    pane.addEventListener('dragover', onOver);
    pane.addEventListener('dragleave', onLeave);
    pane.addEventListener('drop', onDrop);
    return () => {
      pane.removeEventListener('dragover', onOver);
      pane.removeEventListener('dragleave', onLeave);
      pane.removeEventListener('drop', onDrop);
    };
  }, [box]);
  return isOver;
};
