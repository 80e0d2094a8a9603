/** In a conversation's header: opens its menu. */
import { Button, Tooltip } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Conversation } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';
import { useConversationMenu } from './menu-place.ts';

interface Properties {
  readonly sides: readonly Conversation[];
  /** Further items of the menu. */
  readonly extra: ReactNode;
}

export const MoreButton = ({ sides, extra }: Properties) => {
  const open = useConversationMenu();
  return (
    <Tooltip content={say('link.menu.label')} relationship="label">
      <Button
        appearance="subtle"
        icon={<MoreHorizontalRegular />}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => open({ sides, at: currentTarget.getBoundingClientRect(), extra })}
      />
    </Tooltip>
  );
};
