/** In a conversation's header: of what the user wants to be told there, and for how long of nothing. */
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
import { AlertRegular } from '@fluentui/react-icons';
import { useEffect, useMemo, useState } from 'react';
import type { Conversation, ConversationId, NoticeLevel } from '../../model/index.ts';
import {
  readNoticeChoices,
  wantNoticeChoice,
  type NoticeChoice,
  type NoticeChoiceRow,
} from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { withinWindow } from '../theme/positioning.ts';
import { say } from '../words/catalogue/say.ts';
import { caughtBy } from '../world/log-caught.ts';
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
  query('notice-choices', ['noticeChoices'], async (tables) => [
    ...(await readNoticeChoices(tables, ids)).values(),
  ]);

/** `sides`: the conversation; of a linked one both, for which the same is chosen. */
export const NoticeMenu = ({ sides }: { sides: readonly Conversation[] }) => {
  const { database, door, now } = useWorld();
  const [told, setTold] = useState<readonly NoticeChoiceRow[]>([]);
  // Those of the conversation before stay told until its own are read.
  const rows = told.filter(({ conversationId }) => sides.some(({ id }) => id === conversationId));
  const level = rows.find((row) => row.level !== null)?.level ?? null;
  const mutedUntil = Math.max(0, ...rows.map((row) => row.mutedUntil ?? 0));
  const isMuted = now() < mutedUntil;
  const choose = (choice: NoticeChoice): void => {
    wantNoticeChoice(database, sides, choice, now()).catch(caughtBy(door, 'notice-choice'));
  };
  return (
    <Menu
      positioning={withinWindow('below-end')}
      checkedValues={{ level: [level ?? 'default'] }}
      onCheckedValueChange={(_, { checkedItems: [chosen] }) => {
        choose({ level: levels.find((one) => (one ?? 'default') === chosen) ?? null });
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<AlertRegular />}
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
            <MenuItem onClick={() => choose({ mutedUntil: null })}>
              {say('conversation.notices.unmute')}
            </MenuItem>
          ) : (
            <>
              <MenuItem onClick={() => choose({ mutedUntil: now() + anHour })}>
                {say('conversation.notices.mute-hour')}
              </MenuItem>
              <MenuItem onClick={() => choose({ mutedUntil: new Date(now()).setHours(24, 0, 0, 0) })}>
                {say('conversation.notices.mute-tomorrow')}
              </MenuItem>
            </>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};

/** Reads while the menu is open only: a switch of conversation asks for nothing more. `ids` with spaces between. */
const ChoicesRead = ({ ids, told }: { ids: string; told: (rows: readonly NoticeChoiceRow[]) => void }) => {
  const read = useMemo(() => choicesOf(ids.split(' ') as ConversationId[]), [ids]);
  const rows = useQuery(read);
  useEffect(() => {
    if (rows) told(rows);
  }, [rows, told]);
  return null;
};
