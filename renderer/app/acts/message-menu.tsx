/** The menu of all acts on a message. An act that is not possible says why. */
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { Service } from '../../model/index.ts';
import { pressText } from '../commands/press-words.ts';
import { messageActKeys } from '../commands/widget-keys.ts';
import { actWords, forbiddenSentence, type MessageAct } from './act-sentences.ts';
import { useCloseOnResize } from '../theme/use-close-on-resize.ts';
import { useWorld } from '../world/world.ts';
import { actIcon } from './act-icons.tsx';
import type { OfferedAct } from './act-place.ts';

interface Properties {
  /** The place on the screen where it opens. */
  readonly at: DOMRect;
  readonly offered: readonly OfferedAct[];
  readonly service: Service;
  readonly run: (act: MessageAct) => void;
  readonly close: () => void;
}

export const MessageMenu = ({ at, offered, service, run, close }: Properties) => {
  const { platform } = useWorld();
  const target = useMemo(() => ({ getBoundingClientRect: () => at }), [at]);
  useCloseOnResize(close);
  const keyOf = (act: MessageAct): string | undefined => {
    const key = act === 'unpin' ? 'pin' : act;
    return key in messageActKeys
      ? pressText(messageActKeys[key as keyof typeof messageActKeys][0], platform)
      : undefined;
  };
  return (
    <Menu
      open
      // A chosen act closes the menu itself, and knows where the focus goes.
      onOpenChange={(_, { open, type }) => {
        if (!open && type !== 'menuItemClick') close();
      }}
      positioning={{
        target,
        position: 'below',
        align: 'start',
        fallbackPositions: ['above-start', 'above-end'],
        autoSize: true,
        overflowBoundaryPadding: 8,
      }}
    >
      <MenuPopover>
        <MenuList>
          {offered.map(({ act, forbidden }) => [
            act === 'delete' && <MenuDivider key="before-delete" />,
            <MenuItem
              key={act}
              icon={actIcon(act)}
              secondaryContent={keyOf(act) ?? null}
              disabled={forbidden !== null}
              subText={forbidden === null ? null : forbiddenSentence(forbidden, service)}
              onClick={() => run(act)}
            >
              {actWords(act, service)}
            </MenuItem>,
          ])}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
