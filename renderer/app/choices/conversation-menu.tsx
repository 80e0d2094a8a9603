/** The menu of a conversation: one for the whole screen, at the row or the button that it was opened from. */
import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import {
  AlertOffRegular,
  AlertRegular,
  EyeOffRegular,
  EyeRegular,
  MailReadRegular,
  MailUnreadRegular,
  StarOffRegular,
  StarRegular,
} from '@fluentui/react-icons';
import { useMemo, type JSX } from 'react';
import { canBeHidden, forEver, standingOf, standingOfPair, type ConversationId } from '../../model/index.ts';
import { readOwnChoicesOf } from '../../store/index.ts';
import { commands, type CommandId } from '../commands/commands.ts';
import { pressText } from '../commands/press-words.ts';
import { query } from '../queries/query.ts';
import { say } from '../words/catalogue/say.ts';
import { useQuery } from '../world/use-query.ts';
import { useCloseOnResize } from '../theme/use-close-on-resize.ts';
import { useWorld } from '../world/world.ts';
import type { MenuPlace } from './menu-place.ts';
import { useChoices } from './use-choices.ts';

const anHour = 3_600_000;

const choicesOf = (ids: readonly ConversationId[]) =>
  query('own-choices-of-menu', ['ownChoices'], (tables) => readOwnChoicesOf(tables, ids));

interface Properties extends MenuPlace {
  readonly close: () => void;
}

export const ConversationMenu = ({ sides, at, extra, close }: Properties) => {
  const { platform, now } = useWorld();
  const choices = useChoices();
  const ids = sides.map(({ id }) => id).join(' ');
  const own = useQuery(useMemo(() => choicesOf(ids.split(' ') as ConversationId[]), [ids]));
  const target = useMemo(() => ({ getBoundingClientRect: () => at }), [at]);
  useCloseOnResize(close);
  // Nothing that may be wrong is shown: the choices are there at once.
  if (own === undefined) return null;
  const { favourite, muted, hidden } = standingOfPair(
    sides.map((side) => standingOf(side, own.get(side.id), now())),
  );
  const isUnread = sides.some(({ unread }) => unread > 0);
  const keyOf = (id: CommandId) => pressText(commands[id].keys[platform][0], platform);
  const item = (words: string, icon: JSX.Element, run: () => void, key: string | null = null) => (
    <MenuItem icon={icon} secondaryContent={key} onClick={run}>
      {words}
    </MenuItem>
  );
  return (
    <Menu
      open
      onOpenChange={(_, { open }) => {
        if (!open) close();
      }}
      positioning={{
        target,
        position: 'below',
        align: 'start',
        fallbackPositions: ['above-start', 'above-end', 'below-end'],
        // In a low window it covers what it is of, and scrolls.
        shiftToCoverTarget: true,
        autoSize: true,
        overflowBoundaryPadding: 8,
      }}
    >
      <MenuPopover>
        <MenuList>
          {isUnread
            ? item(
                say('choices.mark-read'),
                <MailReadRegular />,
                () => choices.markRead(sides),
                keyOf('mark-read'),
              )
            : item(
                say('choices.mark-unread'),
                <MailUnreadRegular />,
                () => choices.markUnread(sides),
                keyOf('mark-unread'),
              )}
          {favourite
            ? item(
                say('choices.unfavour'),
                <StarOffRegular />,
                () => choices.favour(sides, false),
                keyOf('favour'),
              )
            : item(
                say('choices.favour'),
                <StarRegular />,
                () => choices.favour(sides, true),
                keyOf('favour'),
              )}
          <MenuDivider />
          {muted ? (
            item(say('choices.unmute'), <AlertRegular />, () => choices.mute(sides, null), keyOf('mute'))
          ) : (
            <>
              {item(say('conversation.notices.mute-hour'), <AlertOffRegular />, () =>
                choices.mute(sides, now() + anHour),
              )}
              {item(say('conversation.notices.mute-tomorrow'), <AlertOffRegular />, () =>
                choices.mute(sides, new Date(now()).setHours(24, 0, 0, 0)),
              )}
              {item(
                say('choices.mute'),
                <AlertOffRegular />,
                () => choices.mute(sides, forEver),
                keyOf('mute'),
              )}
            </>
          )}
          {sides.every(canBeHidden) && (
            <>
              <MenuDivider />
              {hidden
                ? item(say('choices.show'), <EyeRegular />, () => choices.hide(sides, false), keyOf('hide'))
                : item(
                    say('choices.hide'),
                    <EyeOffRegular />,
                    () => choices.hide(sides, true),
                    keyOf('hide'),
                  )}
            </>
          )}
          {extra}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
