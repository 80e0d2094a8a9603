/** The app page's door without main: it only answers the calls of the page's start. */
import type { Page } from 'playwright';

export const installQuietDoor = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const answers: Record<string, unknown> = {
      'preset:read': { teams: null, mattermost: null, days: null, withoutKeyring: 'ask', connect: 'offer' },
      'secrets:status': { kind: 'keyring', backend: 'bench' },
      'network:question': { question: null },
    };
    Object.assign(globalThis, {
      isthmus: {
        page: 'app',
        call: (name: string) => Promise.resolve(answers[name] ?? {}),
        hear: () => () => undefined,
      },
    });
  });
