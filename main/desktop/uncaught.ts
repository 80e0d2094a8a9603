/** Connects Node's events of uncaught errors with the log, and with the end of the app. */
import { app, dialog } from 'electron';
import { createUnexpected } from '../failures/unexpected.ts';
import type { Log } from '../log/log.ts';
import { tooManyErrors } from '../words/dialogs.ts';

/** Logs each uncaught error from here on. A storm of such errors ends the app. */
export function answerUncaught(log: Log): void {
  const heard = createUnexpected({
    log,
    now: () => Date.now(),
    end: () => {
      const { title, detail } = tooManyErrors();
      dialog.showErrorBox(title, detail);
      app.exit(1);
    },
  });
  process.on('uncaughtException', (error) => heard('exception', error));
  process.on('unhandledRejection', (error) => heard('rejection', error));
}
