/**
 * A note below the box of a pair: the side on which the message is written, whether the other side gets it, and why it waits. It has a
 * switch for the side.
 */
import {
  Button,
  makeStyles,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons';
import type { Service } from '../../model/index.ts';
import type { Halt } from '../words/carry-sentences.ts';
import { sideSentence, waitingSentence } from './composer-sentences.ts';
import { say } from '../words/catalogue/say.ts';
import { serviceName } from '../words/names.ts';
import type { Carriage } from './write-side.ts';

const useStyles = makeStyles({
  note: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '0 6px',
    minHeight: '24px',
    padding: '0 14px 6px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  side: {
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    padding: '0 4px',
    minWidth: 0,
  },
});

interface Properties {
  readonly service: Service;
  /** Null if there is no pair. */
  readonly carriage: Carriage | null;
  /** Why the message waits on its own side. */
  readonly waits: Halt | null;
  /** Null if the user can write on one side only. */
  readonly choose: ((service: Service) => void) | null;
}

export const SideNote = ({ service, carriage, waits, choose }: Properties) => {
  const styles = useStyles();
  if (carriage === null && waits === null) return null;
  const text = carriage === null ? null : sideSentence(carriage, service);
  return (
    <div className={styles.note} data-testid="side-note">
      {text !== null &&
        (choose === null ? (
          <span>{text}</span>
        ) : (
          <Menu
            checkedValues={{ side: [service] }}
            onCheckedValueChange={(_, { checkedItems }) =>
              choose(checkedItems[0] === 'teams' ? 'teams' : 'mattermost')
            }
          >
            <MenuTrigger disableButtonEnhancement>
              <Button
                className={styles.side}
                size="small"
                appearance="transparent"
                icon={<ChevronDownRegular />}
                iconPosition="after"
                title={say('composer.side.label')}
              >
                {text}
              </Button>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {(['mattermost', 'teams'] as const).map((one) => (
                  <MenuItemRadio key={one} name="side" value={one}>
                    {say('composer.side.write-in', { service: serviceName(one) })}
                  </MenuItemRadio>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
        ))}
      {waits !== null && <span role="status">{waitingSentence(waits, service)}</span>}
    </div>
  );
};
