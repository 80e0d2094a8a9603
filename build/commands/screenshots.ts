/** Takes screenshots of a conversation beside the list, for machines without a display. */
import type { Locator, Page } from 'playwright';
import { countCounterparts } from './read-mirror.ts';

/** The stages; each is shown once. */
type Stage = 'nothing' | 'filling' | 'complete' | 'carried';

/** The search in the list: number of wheel turns, pixels of each, and ms until it is drawn. */
const listTurns = 15;
const listTurn = 400;
const listSettles = 100;
const patience = 10_000;
/** The number of carried messages that fill a window. */
const worthALook = 6;

export class Screenshots {
  #stage: Stage = 'nothing';
  #linkedIsOpen = false;

  /** `linked` names a conversation with carried messages; null for none. The dark picture is `name-dark.png`. */
  constructor(
    private readonly page: Page,
    private readonly path: string,
    private readonly linked: string | null,
    private readonly say: (line: string) => void,
  ) {}

  /** Takes a picture if there is something new to see. */
  async look(complete: boolean): Promise<void> {
    const before = this.#stage;
    await this.#move(complete);
    if (this.#stage === before) return;
    await this.#take();
    this.say(`Screenshot (${this.#stage}): ${this.path}`);
  }

  async #move(complete: boolean): Promise<void> {
    switch (this.#stage) {
      case 'nothing':
        await this.#rows().first().click();
        this.#stage = complete ? 'complete' : 'filling';
        return;
      case 'filling':
        if (complete) this.#stage = 'complete';
        return;
      case 'complete':
        if (!this.#linkedIsOpen) this.#linkedIsOpen = await this.#openLinked();
        else if ((await countCounterparts(this.page)) >= worthALook) this.#stage = 'carried';
        return;
      case 'carried':
        return;
    }
  }

  #rows(): Locator {
    return this.page.getByTestId('conversation-row');
  }

  /** Whether it is in the list now. */
  async #openLinked(): Promise<boolean> {
    if (this.linked === null) return false;
    const row = this.#rows().filter({ has: this.page.getByTestId('linked-mark'), hasText: this.linked });
    await this.#rows().first().hover();
    // The list draws only the visible rows.
    for (let turned = 0; turned < listTurns; turned += 1) {
      if ((await row.count()) > 0) {
        await row.first().click();
        return true;
      }
      await this.page.mouse.wheel(0, listTurn);
      await this.page.waitForTimeout(listSettles);
    }
    await this.page.mouse.wheel(0, -listTurns * listTurn);
    return false;
  }

  async #take(): Promise<void> {
    await this.page.getByTestId('message').last().waitFor({ timeout: patience });
    for (const [colorScheme, file] of [
      ['light', this.path],
      ['dark', this.path.replace(/(\.png)?$/, '-dark.png')],
    ] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.screenshot({ path: file });
    }
    await this.page.emulateMedia({ colorScheme: null });
  }
}
