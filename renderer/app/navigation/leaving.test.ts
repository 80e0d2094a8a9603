// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { focusBox } from './leaving.ts';

let end = (): void => undefined;
afterEach(() => {
  end();
  document.body.innerHTML = '';
});

/** Draws the conversation anew, and waits until observers of the document have been told. */
const draw = async (content: string): Promise<void> => {
  document.body.innerHTML = `<main>${content}</main>`;
  await new Promise((resolve) => setTimeout(resolve));
};
const box = '<div data-composer><div role="textbox" tabindex="0"></div></div>';
const messages = '<div data-region="messages" tabindex="0"></div>';
const focused = () =>
  document.activeElement?.getAttribute('role') ?? document.activeElement?.getAttribute('data-region') ?? null;

describe('the focus of the writing box', () => {
  it('is with the messages until the box is there', async () => {
    await draw(messages);
    end = focusBox(false);
    expect(focused()).toBe('messages');
    await draw(messages + box);
    expect(focused()).toBe('textbox');
  });

  it('comes back to a box that is drawn anew', async () => {
    await draw(box);
    end = focusBox(false);
    await draw('');
    expect(focused()).toBeNull();
    await draw(box);
    expect(focused()).toBe('textbox');
  });

  it('does not come back after the user has acted', async () => {
    await draw(box);
    end = focusBox(false);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    await draw('');
    await draw(box);
    expect(focused()).toBeNull();
  });
});
