/** What the user chose about notifications on this computer, kept for the next start. */
import { z } from 'zod';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import type { Log } from '../log/log.ts';

const shape = z.strictObject({
  /** Until when none are shown, ms; 0: they are shown. */
  pausedUntil: z.number().min(0),
  /** Whether neither names nor text are shown in them. */
  hidesText: z.boolean(),
  /** Whether they make a sound. */
  sound: z.boolean().default(true),
});
export type NotificationChoices = z.infer<typeof shape>;

export interface NotificationSettings {
  current(): NotificationChoices;
  /** Keeps it; where the disk does not take it, it holds until Isthmus ends. */
  change(choices: Partial<NotificationChoices>): void;
}

const unchosen: NotificationChoices = { pausedUntil: 0, hidesText: false, sound: true };

/** Opens what was kept in `file`; of a file that cannot be read nothing is known. */
export async function openNotificationSettings(file: string, log: Log): Promise<NotificationSettings> {
  const save = createWriter(file);
  let choices = await readChoices(file, log);
  return {
    current: () => choices,
    change: (changed) => {
      choices = { ...choices, ...changed };
      save(JSON.stringify(choices)).catch((error: unknown) => {
        log.write('notification-settings-not-saved');
        writeCaught(log, 'notification-settings', error);
      });
    },
  };
}

async function readChoices(file: string, log: Log): Promise<NotificationChoices> {
  try {
    const text = await readIfThere(file);
    return text === null ? unchosen : shape.parse(JSON.parse(text));
  } catch (error) {
    writeCaught(log, 'notification-settings-kept', error);
    return unchosen;
  }
}

/** The next beginning of a local day after `now` (ms): until tomorrow. */
export const tomorrowAfter = (now: number): number => new Date(now).setHours(24, 0, 0, 0);
