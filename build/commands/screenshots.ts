/** What a person would look at, as pictures: a conversation open beside the list. */
import type { Locator, Page } from 'playwright';

const patience = 10_000;

/** The row of the linked conversation; it has both services' marks. */
const linkedRow = (page: Page, name: string): Locator =>
  page
    .getByTestId('conversation-row')
    .filter({ has: page.getByTestId('linked-mark'), hasText: name })
    .first();

/** Whether the open conversation shows a message that was carried; opens the linked one first, as soon as it is in the list. */
export const showsCarried = async (page: Page, linked: string): Promise<boolean> => {
  const row = linkedRow(page, linked);
  if ((await row.count()) === 0) return false;
  if ((await row.getAttribute('aria-selected')) !== 'true') await row.click();
  return (await page.getByLabel(/^Carried to /).count()) > 0;
};

/** In light, and as `name-dark.png` in dark. `linked` names the conversation to open where it is there; else the first of the list. */
export const takeScreenshots = async (page: Page, path: string, linked: string | null): Promise<void> => {
  const row = linked === null ? null : linkedRow(page, linked);
  await (
    row !== null && (await row.count()) > 0 ? row : page.getByTestId('conversation-row').first()
  ).click();
  await page.getByTestId('message').last().waitFor({ timeout: patience });
  for (const [colorScheme, file] of [
    ['light', path],
    ['dark', path.replace(/(\.png)?$/, '-dark.png')],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: file });
  }
  await page.emulateMedia({ colorScheme: null });
};
