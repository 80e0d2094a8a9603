/** Finds the command that was typed, reads its options, and runs it. */
import { parseArgs } from 'node:util';
import type { Command, CommandWorld, ExitCode, Typed } from './command.ts';
import { commands } from './table.ts';

export type { CommandWorld } from './command.ts';

/** How every command is used, one line for each. */
export const usages = (program: string): readonly string[] => commands.map(({ usage }) => usage(program));

/** @param words what was typed behind the program's name */
export const runCommandLine = async (words: readonly string[], world: CommandWorld): Promise<ExitCode> => {
  const named = commands.find(({ name }) => name !== '' && name === words[0]);
  const command = named ?? commands[0];
  const typed = optionsOf(command, named === undefined ? words : words.slice(1));
  if (typed?.help === true) {
    for (const line of named === undefined ? usages(world.program) : [command.usage(world.program)])
      world.tell(line);
    return 0;
  }
  const file = typed?.config;
  const code = typeof file === 'string' && file !== '' ? await command.run(file, typed ?? {}, world) : null;
  if (code !== null) return code;
  for (const line of named === undefined ? usages(world.program) : [command.usage(world.program)])
    world.tell(line);
  return 2;
};

/** Null: the words are no options of this command. */
const optionsOf = ({ options }: Command, words: readonly string[]): Typed | null => {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { config: { type: 'string' }, help: { type: 'boolean' }, ...options },
    });
    return values;
  } catch {
    // Harmless: the usage is said.
    return null;
  }
};
