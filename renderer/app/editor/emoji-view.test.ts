// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { paragraph, type Document } from '../../text/document/index.ts';
import { openEditor, type EditorHearing } from './editor.ts';

const nothing = () => undefined;
const party: Document = { blocks: [paragraph({ kind: 'emoji', emoji: null, name: 'party' })] };

/** Listens like the box of one account, whose emoji have the picture `url`. `followed`: the number of emoji that are followed now. */
const hearingOf = (url: string) => {
  const box = { followed: 0 };
  const hear: EditorHearing = {
    ...{ changed: nothing, send: nothing, editLast: () => false, takeFiles: nothing, key: () => false },
    ...{ left: nothing, link: nothing, language: nothing },
    followEmoji: (_name, shown) => {
      box.followed += 1;
      shown(url);
      return () => (box.followed -= 1);
    },
  };
  return { box, hear };
};

it('an editor that moves to another box shows the emoji of one name with the other server’s picture', () => {
  const place = document.body.appendChild(document.createElement('div'));
  const [one, other] = [hearingOf('blob:one'), hearingOf('blob:other')];
  const editor = openEditor({ place, document: party, attributes: {}, hear: one.hear });
  const pictures = () => [...place.querySelectorAll('img')].map(({ src }) => src).filter((src) => src !== '');
  expect(pictures()).toEqual(['blob:one']);
  expect(editor.takeOut()).toBe(true);
  expect(one.box.followed).toBe(0);
  editor.moveTo({ place, document: party, attributes: {}, hear: other.hear });
  expect(pictures()).toEqual(['blob:other']);
});

it('bytes that are not a picture are replaced by the emoji’s name', () => {
  const place = document.body.appendChild(document.createElement('div'));
  openEditor({ place, document: party, attributes: {}, hear: hearingOf('blob:broken').hear });
  place.querySelector('.isthmus-emoji img')?.dispatchEvent(new Event('error'));
  expect(place.querySelector('.isthmus-emoji')?.textContent).toBe(':party:');
});

it('a picture that is given a second time stays', () => {
  const place = document.body.appendChild(document.createElement('div'));
  const { hear } = hearingOf('blob:one');
  let tell: (url: string | null) => void = nothing;
  const followEmoji: EditorHearing['followEmoji'] = (_name, shown) => {
    tell = shown;
    return nothing;
  };
  openEditor({ place, document: party, attributes: {}, hear: { ...hear, followEmoji } });
  tell('blob:one');
  const picture = place.querySelector('.isthmus-emoji img');
  tell('blob:one');
  expect(place.querySelector('.isthmus-emoji img')).toBe(picture);
  expect(picture).not.toBeNull();
  tell(null);
  expect(place.querySelector('.isthmus-emoji')?.textContent).toBe(':party:');
});
