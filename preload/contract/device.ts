/** The user's choices on this computer, and its place for secrets. */
import { z } from 'zod';
import { shortText } from './limits.ts';

/**
 * A key with modifiers, spelled as an accelerator of Electron. At least one modifier is not Shift. Keys that some keyboards lack are left
 * out.
 */
export const accelerator = z
  .string()
  .regex(
    /^(?=.*(?:Control|Alt|Meta)\+)(?:(?:Control|Alt|Shift|Meta)\+){1,4}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Home|End|PageUp|PageDown|Insert|Delete|Up|Down|Left|Right)$/,
  );

/** The user's choices on this computer, as they are valid. */
export const deviceChoices = z.strictObject({
  /** Whether notifications show names and text. `laid-down`: an administrator has hidden both, and the user cannot show them. */
  notificationText: z.enum(['shown', 'hidden', 'laid-down']),
  notificationSound: z.boolean(),
  startsAtLogin: z.boolean(),
  /** The keys that show and hide the window from every program. `refused`: the system did not give Isthmus these keys. */
  shortcut: z.strictObject({
    keys: accelerator.nullable(),
    state: z.enum(['off', 'held', 'refused']),
  }),
});
export type DeviceChoices = z.infer<typeof deviceChoices>;

/** Changed choices. A missing one stays as it is. */
export const deviceChange = z.strictObject({
  hidesText: z.boolean().optional(),
  notificationSound: z.boolean().optional(),
  startsAtLogin: z.boolean().optional(),
  shortcut: accelerator.nullable().optional(),
});
export type DeviceChange = z.infer<typeof deviceChange>;

/** The place for secrets on this machine. */
export const secretsStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keyring'), backend: shortText }),
  /** The keyring is missing, or refuses to work. `decision`: the decision of the user or the preset. */
  z.strictObject({
    kind: z.literal('no-keyring'),
    cause: z.enum(['absent', 'refused']),
    decision: z.enum(['undecided', 'memory-only', 'plain-file']),
  }),
]);
export type SecretsStatus = z.infer<typeof secretsStatus>;
