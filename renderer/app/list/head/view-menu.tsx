/** How the list is ordered, as the user chooses. */
import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { ArrowSortRegular } from '@fluentui/react-icons';
import { say } from '../../words/catalogue/say.ts';
import type { ListView } from '../entries/placing.ts';

interface Properties {
  readonly view: ListView;
  readonly choose: (view: ListView) => void;
}

export const ViewMenu = ({ view, choose }: Properties) => (
  <Menu
    checkedValues={{ view: [view] }}
    onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0] === 'teams' ? 'teams' : 'recent')}
  >
    <MenuTrigger disableButtonEnhancement>
      <Tooltip content={say('list.view.label')} relationship="label">
        <Button appearance="subtle" icon={<ArrowSortRegular />} />
      </Tooltip>
    </MenuTrigger>
    <MenuPopover>
      <MenuList>
        <MenuItemRadio name="view" value="recent">
          {say('list.view.recent')}
        </MenuItemRadio>
        <MenuItemRadio name="view" value="teams">
          {say('list.view.teams')}
        </MenuItemRadio>
      </MenuList>
    </MenuPopover>
  </Menu>
);
