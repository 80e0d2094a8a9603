/** The app page's door where there is no main: it knows nothing but what the page asks at its start. */
import type { Page } from 'playwright';

export const installQuietDoor = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const answers: Record<string, unknown> = {
      'preset:read': { teams: null, mattermost: null, days: null, withoutKeyring: 'ask' },
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
