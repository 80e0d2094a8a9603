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
import { readNoticeChoices, wantNoticeChoice, type NoticeChoiceRow } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { withinWindow } from '../theme/positioning.ts';
import { say } from '../words/catalogue/say.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';

type Choice = Pick<NoticeChoiceRow, 'level' | 'mutedUntil'>;

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
  const [rows, setRows] = useState<readonly NoticeChoiceRow[]>([]);
  const level = rows.find((row) => row.level !== null)?.level ?? null;
  const mutedUntil = Math.max(0, ...rows.map((row) => row.mutedUntil ?? 0));
  const isMuted = now() < mutedUntil;
  const choose = (choice: Choice): void => {
    wantNoticeChoice(database, sides, choice, now()).catch(caughtBy(door, 'notice-choice'));
  };
  const mute = (until: number | null): void => choose({ level, mutedUntil: until });
  return (
    <Menu
      positioning={withinWindow('below-end')}
      checkedValues={{ level: [level ?? 'default'] }}
      onCheckedValueChange={(_, { checkedItems: [chosen] }) => {
        const wanted = levels.find((one) => (one ?? 'default') === chosen) ?? null;
        choose({ level: wanted, mutedUntil: isMuted ? mutedUntil : null });
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
        <ChoicesRead ids={sides.map(({ id }) => id).join(' ')} told={setRows} />
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
