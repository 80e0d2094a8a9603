import type { Command } from './command.ts';
import { drainCommand } from './drain.ts';
import { linksCommand } from './links.ts';
import { runCommand } from './run.ts';
import { signInCommand } from './sign-in.ts';
import { storeSecretCommand } from './store-secret.ts';
import { statusCommand } from './status.ts';

/** The relay's commands. The first is what runs without a word. */
export const commands: readonly [Command, ...Command[]] = [
  runCommand,
  signInCommand,
  statusCommand,
  linksCommand,
  drainCommand,
  storeSecretCommand,
];
