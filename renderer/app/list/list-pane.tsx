/** The left side: filter, unread toggle and the list of conversations. */
import { makeStyles, SearchBox, ToggleButton, tokens, Tooltip } from '@fluentui/react-components';
import { FilterRegular } from '@fluentui/react-icons';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { ConversationId } from '../../model/index.ts';
import { useNow } from '../world/use-now.ts';
import { conversationsArrival } from './arrival.ts';
import { ConversationTree } from './conversation-tree.tsx';
import { groupOf, isCollapsed, listEntries, namedConversations } from './entries.ts';
import { ListEmpty } from './list-empty.tsx';
import type { Directory } from '../directory/use-directory.ts';
import { useToggled } from './use-toggled.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  pane: { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0, flexGrow: 1 },
  bar: { display: 'flex', gap: '6px', padding: '4px 16px 8px', alignItems: 'center' },
  search: { flexGrow: 1, minWidth: 0, backgroundColor: tokens.colorNeutralBackground1 },
});

interface Properties {
  readonly directory: Directory;
  readonly selected: ConversationId | null;
  readonly open: (id: ConversationId) => void;
}

export const ListPane = ({ directory, selected, open }: Properties) => {
  const styles = useStyles();
  const now = useNow(60_000);
  const [filter, setFilter] = useState('');
  const [unreadOnly, setUnreadOnly] = useState(false);
  const { toggled, toggle } = useToggled();
  const named = useMemo(() => namedConversations(directory), [directory]);
  const { accounts, teams } = directory;
  // Only where read ones are left out does it matter to the list which is open.
  const kept = unreadOnly ? selected : null;
  const entries = useMemo(
    () => listEntries({ accounts, teams, named, filter, unreadOnly, toggled, selected: kept }),
    [accounts, teams, named, filter, unreadOnly, toggled, kept],
  );
  const changeFilter = (value: string): void => {
    setFilter(value);
    if (value !== '' || filter === '') return;
    // What was opened through the filter stands in the whole list again, also in a group that was folded away.
    const opened = directory.conversations.find(({ id }) => id === selected);
    if (opened && isCollapsed(groupOf(opened), toggled)) toggle(groupOf(opened));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || filter === '') return;
    changeFilter('');
    event.preventDefault();
  };
  const onFilterKey = (event: KeyboardEvent): void => {
    const first = entries.find((entry) => entry.kind === 'conversation');
    if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('[data-region=list]')?.focus();
    else if (event.key === 'Enter' && filter.trim() !== '' && first) open(first.key);
    else return;
    event.preventDefault();
  };
  return (
    <nav className={styles.pane} aria-label={say('list.pane')} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <SearchBox
          className={styles.search}
          size="medium"
          placeholder={say('list.filter.placeholder')}
          aria-label={say('list.filter.label')}
          data-shortcut="filter"
          value={filter}
          onChange={(_, { value }) => changeFilter(value)}
          onKeyDown={onFilterKey}
        />
        <Tooltip
          content={unreadOnly ? say('list.unread.show-all') : say('list.unread.show-only')}
          relationship="label"
        >
          <ToggleButton
            appearance="subtle"
            icon={<FilterRegular />}
            checked={unreadOnly}
            aria-label={say('list.unread.label')}
            onClick={() => setUnreadOnly((on) => !on)}
          />
        </Tooltip>
      </div>
      {entries.length === 0 ? (
        <ListEmpty
          filter={filter}
          unreadOnly={unreadOnly}
          arrival={conversationsArrival(directory.accounts, directory.conversations.length)}
        />
      ) : (
        <ConversationTree
          entries={entries}
          people={directory.people}
          selected={selected}
          filter={filter}
          now={now}
          open={open}
          toggle={toggle}
        />
      )}
    </nav>
  );
};
