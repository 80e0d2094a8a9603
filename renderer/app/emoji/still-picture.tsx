/** The first picture of one that may move, for those who asked their system for reduced motion. */
import { useEffect, useRef } from 'react';

interface Properties {
  /** An address within the page. */
  readonly url: string;
  /** The alternative text; '' if the text is beside the picture. */
  readonly label: string;
  readonly title: string;
  readonly className: string;
  /** Its bytes are no picture. */
  readonly broken: () => void;
}

/** More pixels than a picture in a line of text needs on any screen. */
const side = 64;

export const StillPicture = ({ url, label, title, className, broken }: Properties) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const picture = new Image();
    // Of a picture that moves, a canvas draws the first one (HTML, `drawImage`).
    picture.onload = () => {
      const { naturalWidth: width, naturalHeight: height } = picture;
      const scale = side / Math.max(width, height, 1);
      const [w, h] = [width * scale, height * scale];
      canvas.current?.getContext('2d')?.drawImage(picture, (side - w) / 2, (side - h) / 2, w, h);
    };
    picture.onerror = broken;
    picture.src = url;
    return () => {
      picture.onload = null;
      picture.onerror = null;
    };
  }, [url, broken]);
  return (
    <canvas
      ref={canvas}
      width={side}
      height={side}
      title={title}
      className={className}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
};
