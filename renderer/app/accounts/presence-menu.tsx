/** The user's own presence at an account, and a choice of another one if the service lets an app set it. */
import {
  Menu,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { PersonAvailableRegular } from '@fluentui/react-icons';
import type { Account, SettablePresence } from '../../model/index.ts';
import { wantPresence } from '../../store/index.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { presenceWord } from '../presence/presence-words.ts';
import { usePresences } from '../presence/presences-provider.tsx';
import { withinWindow } from '../theme/positioning.ts';
import { say } from '../words/catalogue/say.ts';
import { useWorld } from '../world/world.ts';

const hour = 3_600_000;

/** The choices of presence, and how long each lasts, ms; null: until the user chooses another one. */
const choices = [
  { id: 'online', presence: 'online', lasts: null },
  { id: 'away', presence: 'away', lasts: null },
  { id: 'dnd-hour', presence: 'do-not-disturb', lasts: hour },
  { id: 'do-not-disturb', presence: 'do-not-disturb', lasts: null },
  { id: 'offline', presence: 'offline', lasts: null },
] as const satisfies readonly {
  readonly id: string;
  readonly presence: SettablePresence;
  readonly lasts: number | null;
}[];

const choiceWords = (id: (typeof choices)[number]['id']): string => {
  switch (id) {
    case 'online':
      return say('presence.set.online');
    case 'away':
      return say('presence.set.away');
    case 'dnd-hour':
      return say('presence.set.dnd-hour');
    case 'do-not-disturb':
      return say('presence.set.do-not-disturb');
    case 'offline':
      return say('presence.set.offline');
  }
};

/** Teams would need a permission that Isthmus does not ask for. So its presence is only shown, in the account's heading. */
export const PresenceMenu = ({ account }: { account: Account }) => {
  const { database, now } = useWorld();
  const keep = useKeep();
  const presences = usePresences();
  if (account.service !== 'mattermost' || account.me === null) return null;
  const presence = presences.get(account.me)?.presence;
  const word = presenceWord(presence);
  return (
    <Menu
      positioning={withinWindow('before-top')}
      checkedValues={{ presence: [presence ?? ''] }}
      onCheckedValueChange={(_, { checkedItems: [id] }) => {
        const chosen = choices.find((one) => one.id === id);
        if (!chosen) return;
        const until = chosen.lasts === null ? null : now() + chosen.lasts;
        void keep('presence-wish', wantPresence(database, account.id, chosen.presence, until, now()));
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={<PersonAvailableRegular />}>
          {word === '' ? say('presence.own-unknown') : say('presence.own', { presence: word })}
        </MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {choices.map(({ id }) => (
            <MenuItemRadio key={id} name="presence" value={id}>
              {choiceWords(id)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
