import { runConfigured } from '../host/configured.ts';
import { runUsage } from '../words/usage.ts';
import type { Command } from './command.ts';

/** The relay itself: it runs until it is ended. */
export const runCommand: Command = {
  name: '',
  usage: runUsage,
  options: {},
  run: async (file, _typed, world) => ((await runConfigured({ ...world, file })) === 'ended' ? 0 : 2),
};
