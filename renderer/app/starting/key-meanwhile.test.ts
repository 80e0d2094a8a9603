// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { keyMeanwhile, type KeyMeanwhile } from './key-meanwhile.ts';

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element ${id}`);
  return found;
};
beforeEach(() => {
  document.body.innerHTML = `<input id="old-box"><div id="waiting" role="alertdialog"><textarea id="field"></textarea>
    <button id="discard"></button></div><div role="dialog"><input id="other"></div>`;
});
/** What a key does that is pressed in an element. */
const press = (key: string, where: string, text: string, hasField: boolean): KeyMeanwhile => {
  const does: KeyMeanwhile[] = [];
  const onKey = (event: KeyboardEvent): void => {
    does.push(keyMeanwhile(event, text, element('waiting'), hasField ? element('field') : null));
  };
  addEventListener('keydown', onKey, { once: true });
  element(where).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const [only] = does;
  if (only === undefined) throw new Error('the key was not seen');
  return only;
};
const leftToPage = { text: null, isTaken: false };

describe('a key while a conversation is being asked for', () => {
  it('is part of the text, if the box of the old conversation has the focus still or again', () => {
    for (const hasField of [false, true])
      expect(press('d', 'old-box', 'Goo', hasField)).toEqual({ text: 'Good', isTaken: true });
    expect(press(' ', 'old-box', 'Good', true)).toEqual({ text: 'Good ', isTaken: true });
    // The Enter would send the draft of the old conversation.
    expect(press('Enter', 'old-box', '', false)).toEqual({ text: null, isTaken: true });
    expect(press('Tab', 'old-box', 'Good', true)).toEqual(leftToPage);
  });
  it('presses no button before the field is there: a space is part of the text', () => {
    expect(press(' ', 'discard', 'Good', false)).toEqual({ text: 'Good ', isTaken: true });
    expect(press('Enter', 'discard', 'Good', false)).toEqual({ text: 'Good', isTaken: true });
  });
  it('presses the button that the user has gone to, before and after they typed', () => {
    expect(press(' ', 'discard', '', false)).toEqual(leftToPage);
    expect(press('Enter', 'discard', 'Good', true)).toEqual(leftToPage);
    expect(press('m', 'discard', 'Good ', true)).toEqual({ text: 'Good m', isTaken: true });
  });
  it('goes into the field that has the focus, also one that only an element can compose', () => {
    expect(press('m', 'field', 'Good ', true)).toEqual(leftToPage);
    expect(press('Dead', 'discard', '', false)).toEqual({ text: '', isTaken: false });
  });
  it('goes into another dialog that has the focus', () => {
    expect(press('m', 'other', 'Good ', true)).toEqual(leftToPage);
  });
});
