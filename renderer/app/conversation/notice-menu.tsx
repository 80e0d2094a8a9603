/** A menu in a conversation's header: which messages the user is told of, and how long it is muted. */
import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { AlertRegular, SettingsRegular } from '@fluentui/react-icons';
import { useEffect, useMemo, useState } from 'react';
import {
  standingOf,
  standingOfPair,
  type Conversation,
  type ConversationId,
  type NoticeLevel,
  type OwnChoices,
} from '../../model/index.ts';
import { readOwnChoicesOf, wantMuted, wantNoticeLevel } from '../../store/index.ts';
import { CommandItem } from '../commands/command-item.tsx';
import { useKeep } from '../keeping/use-keep.ts';
import { query } from '../queries/query.ts';
import { withinWindow } from '../theme/positioning.ts';
import { useOpenFor } from '../theme/use-open-for.ts';
import { say } from '../words/catalogue/say.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';

const anHour = 3_600_000;
const levels: readonly (NoticeLevel | null)[] = [null, 'all', 'mentions', 'nothing'];

const levelWords = (level: NoticeLevel | null): string => {
  switch (level) {
    case null:
      return say('conversation.notices.default');
    case 'all':
      return say('conversation.notices.all');
    case 'mentions':
      return say('conversation.notices.mentions');
    case 'nothing':
      return say('conversation.notices.nothing');
  }
};

const choicesOf = (ids: readonly ConversationId[]) =>
  query('own-choices-of', ['ownChoices'], (tables) => readOwnChoicesOf(tables, ids));

const nothingChosen: ReadonlyMap<ConversationId, OwnChoices> = new Map();

/** `sides`: the conversation; for a linked one both sides, which get the same choice. */
export const NoticeMenu = ({ sides }: { sides: readonly Conversation[] }) => {
  const { database, now } = useWorld();
  const keep = useKeep();
  const [told, setTold] = useState(nothingChosen);
  // Until its own choices are read, it is as the service has it.
  const chosen = sides.flatMap(({ id }) => told.get(id) ?? []);
  const level = chosen.find(({ noticeLevel }) => (noticeLevel ?? null) !== null)?.noticeLevel ?? null;
  const isMuted = standingOfPair(sides.map((side) => standingOf(side, told.get(side.id), now()))).muted;
  const chooseLevel = (wanted: NoticeLevel | null): void => {
    void keep('notice-choice', wantNoticeLevel(database, sides, wanted, now()));
  };
  const mute = (until: number | null): void => {
    void keep('mute-choice', wantMuted(database, sides, until, now()));
  };
  return (
    <Menu
      {...useOpenFor(sides.map(({ id }) => id).join(' '))}
      positioning={withinWindow('below-end')}
      checkedValues={{ level: [level ?? 'default'] }}
      onCheckedValueChange={(_, { checkedItems: [item] }) => {
        chooseLevel(levels.find((one) => (one ?? 'default') === item) ?? null);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<AlertRegular />}
          data-shortcut="bell"
          aria-label={say('conversation.notices.label')}
          title={say('conversation.notices.label')}
        />
      </MenuTrigger>
      <MenuPopover>
        <ChoicesRead ids={sides.map(({ id }) => id).join(' ')} told={setTold} />
        <MenuList>
          {levels.map((one) => (
            <MenuItemRadio key={one ?? 'default'} name="level" value={one ?? 'default'}>
              {levelWords(one)}
            </MenuItemRadio>
          ))}
          <MenuDivider />
          {isMuted ? (
            <MenuItem onClick={() => mute(null)}>{say('conversation.notices.unmute')}</MenuItem>
          ) : (
            <>
              <MenuItem onClick={() => mute(now() + anHour)}>
                {say('conversation.notices.mute-hour')}
              </MenuItem>
              <MenuItem onClick={() => mute(new Date(now()).setHours(24, 0, 0, 0))}>
                {say('conversation.notices.mute-tomorrow')}
              </MenuItem>
            </>
          )}
          <MenuDivider />
          <CommandItem id="show-notices" icon={<SettingsRegular />} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

/** Reads only while the menu is open, so that a switch of conversation makes no request for it. `ids` with spaces between. */
const ChoicesRead = ({
  ids,
  told,
}: {
  ids: string;
  told: (chosen: ReadonlyMap<ConversationId, OwnChoices>) => void;
}) => {
  const read = useMemo(() => choicesOf(ids.split(' ') as ConversationId[]), [ids]);
  const chosen = useQuery(read);
  useEffect(() => {
    if (chosen) told(chosen);
  }, [chosen, told]);
  return null;
};
