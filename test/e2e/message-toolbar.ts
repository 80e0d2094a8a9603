/**
 * The toolbar over a message, used with the mouse. A list that scrolls, because a row or the box below it grows, hides the toolbar until the pointer
 * moves (decision 0042). So the pointer moves here until the toolbar stands, as a person's does.
 */
import type { Locator } from 'playwright';
import { vi } from 'vitest';

const patience = { timeout: 60_000, interval: 50 };

/** Points at a message; each time at another point, because a pointer that rests points at nothing. */
const pointer = (row: Locator): (() => Promise<void>) => {
  let moves = 0;
  return () => row.hover({ position: { x: 4 + (moves++ % 2), y: 4 }, timeout: 10_000 });
};

const barOf = (row: Locator): Locator => row.page().getByTestId('message-toolbar');

/** Points at a message until its toolbar is seen. Fails after a minute. */
export const toolbarOver = async (row: Locator): Promise<Locator> => {
  const point = pointer(row);
  await vi.waitFor(async () => {
    await point();
    await barOf(row).waitFor({ timeout: 1_000 });
  }, patience);
  return barOf(row);
};

/** Points at a message and presses a button of its toolbar. Fails after a minute. */
export const pressOnToolbar = async (row: Locator, button: string | RegExp): Promise<void> => {
  const point = pointer(row);
  await vi.waitFor(async () => {
    await point();
    await barOf(row).getByRole('button', { name: button }).click({ timeout: 2_000 });
  }, patience);
};
