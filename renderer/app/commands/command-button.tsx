/** A button that runs a command, and shows its name and its key. */
import { Button, Tooltip } from '@fluentui/react-components';
import type { JSX } from 'react';
import { say } from '../words/catalogue/say.ts';
import { commands, type CommandId } from './commands.ts';
import { ariaKeys, pressText } from './press-words.ts';
import { useCommands } from './use-commands.ts';

export const CommandButton = ({ id, icon }: { id: CommandId; icon: JSX.Element }) => {
  const { platform, can, run } = useCommands();
  const { words, keys } = commands[id];
  const command = words();
  const [first] = keys[platform];
  return (
    <Tooltip
      content={say('commands.with-key', { command, key: pressText(first, platform) })}
      relationship="description"
    >
      <Button
        appearance="subtle"
        icon={icon}
        aria-label={command}
        aria-keyshortcuts={ariaKeys(keys[platform])}
        // It keeps the focus even if its command cannot be run any more, so that the keyboard still works.
        disabledFocusable={!can(id)}
        onClick={() => run(id)}
      />
    </Tooltip>
  );
};
