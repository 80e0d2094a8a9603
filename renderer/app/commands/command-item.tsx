/** A line of a menu that runs a command, and shows its key. */
import { MenuItem } from '@fluentui/react-components';
import type { JSX } from 'react';
import { commands, type CommandId } from './commands.ts';
import { ariaKeys, pressText } from './press-words.ts';
import { useCommands } from './use-commands.ts';

export const CommandItem = ({ id, icon }: { id: CommandId; icon: JSX.Element }) => {
  const { platform, can, run } = useCommands();
  const { words, keys } = commands[id];
  const [first] = keys[platform];
  return (
    <MenuItem
      icon={icon}
      secondaryContent={{ children: pressText(first, platform), 'aria-hidden': true }}
      aria-keyshortcuts={ariaKeys(keys[platform])}
      disabled={!can(id)}
      onClick={() => run(id)}
    >
      {words()}
    </MenuItem>
  );
};
