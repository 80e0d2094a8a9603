/** The user's choices about notifications on this computer, kept for the next start. */
import { z } from 'zod';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import type { Log } from '../log/log.ts';

const shape = z.strictObject({
  /** Time until which no notifications are shown, ms since 1970; 0 if they are shown. */
  pausedUntil: z.number().min(0),
  /** Whether notifications hide names and text. */
  hidesText: z.boolean(),
  /** Whether notifications make a sound. */
  sound: z.boolean().default(true),
});
export type NotificationChoices = z.infer<typeof shape>;

export interface NotificationSettings {
  current(): NotificationChoices;
  /** Keeps the choices. If the disk refuses them, they hold until Isthmus ends. */
  change(choices: Partial<NotificationChoices>): void;
}

const unchosen: NotificationChoices = { pausedUntil: 0, hidesText: false, sound: true };

/** Opens the choices in `file`. If the file cannot be read, the defaults hold. */
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
