// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
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

  it('gets what was typed for it also if the user acts before it is there', async () => {
    const insert = vi.fn(() => true);
    Object.assign(document, { execCommand: insert });
    await draw(messages);
    end = focusBox(false, 'Hel');
    const press = (key: string): unknown =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('p');
    press('Tab');
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(insert).not.toHaveBeenCalled();
    await draw(messages + box);
    expect(insert.mock.calls).toEqual([['insertText', false, 'Help']]);
    // The user has acted, so it is theirs to say where the focus is then.
    await draw('');
    await draw(box);
    expect(focused()).toBeNull();
    expect(insert).toHaveBeenCalledOnce();
  });

  it('gets no Enter that is pressed since before, which would send its draft', async () => {
    await draw(box);
    end = focusBox(false);
    const keys: boolean[] = [];
    document.activeElement?.addEventListener('keydown', (event) => {
      keys.push(event instanceof KeyboardEvent && event.repeat);
    });
    for (const repeat of [true, true, false, true])
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, cancelable: true }),
      );
    expect(keys).toEqual([false, true]);
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
