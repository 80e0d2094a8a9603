/** The user's own presence at an account, and a choice of another one if the service lets an app set it. */
import {
  makeStyles,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components';
import { PersonAvailableRegular } from '@fluentui/react-icons';
import type { Account } from '../../model/index.ts';
import { readPresenceIntents, wantPresence } from '../../store/index.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { usePresences } from '../presence/presences-provider.tsx';
import { query } from '../queries/query.ts';
import { withinWindow } from '../theme/positioning.ts';
import { say } from '../words/catalogue/say.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import { markedChoice, presenceChoices } from './presence-choices.ts';
import { ownPresenceWords, presenceChoiceWords, wishSentence } from './presence-sentences.ts';

const presenceWishes = query('presence-wishes', ['intents'], readPresenceIntents);

/** A narrow window has no room beside the menu. Fluent would then use the room above the entry, which is too low for the choices. */
const positioning: ReturnType<typeof withinWindow> = {
  ...withinWindow('before-top'),
  fallbackPositions: ['after-top', 'before-bottom', 'after-bottom', 'below-start', 'above-start'],
};

const useStyles = makeStyles({
  note: { height: 'auto', minHeight: '32px', maxWidth: '260px', paddingBlock: '6px', lineHeight: '18px' },
  sentence: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'normal',
    maxWidth: '300px',
    overflowWrap: 'anywhere',
  },
});

/** Shows nothing if the presence cannot be set. Then it is only shown, in the account's heading. */
export const PresenceMenu = ({ account }: { account: Account }) => {
  const styles = useStyles();
  const { database, now } = useWorld();
  const keep = useKeep();
  const presences = usePresences();
  const wish = (useQuery(presenceWishes) ?? []).findLast(({ accountId }) => accountId === account.id);
  const choices = presenceChoices(account);
  if (choices.length === 0 || account.me === null) return null;
  const shown = presences.get(account.me)?.presence;
  const sentence = wishSentence(wish, account.service);
  return (
    <Menu
      positioning={positioning}
      checkedValues={{ presence: [markedChoice(account, shown, wish) ?? ''] }}
      onCheckedValueChange={(_, { checkedItems: [id] }) => {
        const chosen = choices.find((one) => one.id === id);
        if (!chosen) return;
        const at = now();
        const until = chosen.lasts === null ? null : at + chosen.lasts;
        void keep('presence-wish', wantPresence(database, account.id, chosen.presence, until, at));
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem
          icon={<PersonAvailableRegular />}
          subText={sentence === null ? null : { className: styles.sentence, children: sentence }}
        >
          {ownPresenceWords(shown)}
        </MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            {account.service === 'teams' && (
              <MenuGroupHeader className={styles.note}>{say('presence.teams-shows')}</MenuGroupHeader>
            )}
            {choices.map(({ id }) => (
              <MenuItemRadio key={id} name="presence" value={id}>
                {presenceChoiceWords(id)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
};
