/** The left side: filters, the order, and the list of conversations. */
import { makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ConversationId } from '../../model/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { say } from '../words/catalogue/say.ts';
import { useNow } from '../world/use-now.ts';
import { conversationsArrival } from './arrival.ts';
import { ConversationTree } from './conversation-tree.tsx';
import { isCollapsed, listEntries } from './entries/entries.ts';
import { filtersFor, followsReading, type ListFilter } from './entries/filters.ts';
import { namedConversations } from './entries/named.ts';
import { groupOf, placedConversations, type ListView } from './entries/placing.ts';
import { FilterChips } from './head/filter-chips.tsx';
import { ListEmpty } from './list-empty.tsx';
import { useHeldOrder } from './order/use-held-order.ts';
import { useKeptChoice } from '../world/use-kept-choice.ts';
import { useToggled } from './use-toggled.ts';
import { ViewMenu } from './head/view-menu.tsx';

const useStyles = makeStyles({
  pane: { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0, flexGrow: 1 },
  bar: {
    display: 'flex',
    gap: '6px',
    paddingBlock: '4px 8px',
    paddingInlineStart: '16px',
    paddingInlineEnd: '12px',
    alignItems: 'center',
  },
  search: { flexGrow: 1, minWidth: 0, backgroundColor: tokens.colorNeutralBackground1 },
});

interface Properties {
  readonly directory: Directory;
  readonly selected: ConversationId | null;
  readonly open: (id: ConversationId) => void;
  /** The divider that sets its width. */
  readonly children?: ReactNode;
}

const views: readonly [ListView, ListView] = ['recent', 'teams'];

export const ListPane = ({ directory, selected, open, children }: Properties) => {
  const styles = useStyles();
  const now = useNow(60_000);
  const [text, setText] = useState('');
  const [chosen, setFilter] = useState<ListFilter>('all');
  const [view, setView] = useKeptChoice('isthmus.list-view', views);
  const { toggled, toggle } = useToggled();
  const { accounts, teams } = directory;
  const filters = filtersFor(accounts);
  // The account may have been signed out since.
  const filter = filters.includes(chosen) ? chosen : 'all';
  const named = useMemo(() => namedConversations(directory), [directory]);
  // The open conversation matters only if reading can remove it from the list.
  const kept = followsReading(filter) ? selected : null;
  const placed = useMemo(
    () => placedConversations(named, { view, filter, selected: kept }),
    [named, view, filter, kept],
  );
  const { rows, stillness } = useHeldOrder({ placed, named, view, question: `${view} ${filter}` });
  const entries = useMemo(
    () => listEntries({ view, accounts, teams, placed: rows, filter, text, toggled }),
    [view, accounts, teams, rows, filter, text, toggled],
  );
  const changeText = (value: string): void => {
    setText(value);
    if (value !== '' || text === '') return;
    // A conversation opened through the filter is visible in the whole list again, also in a folded group.
    const opened = directory.conversations.find(({ id }) => id === selected);
    if (opened && isCollapsed(groupOf(opened, view), toggled)) toggle(groupOf(opened, view));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || text === '' || event.nativeEvent.isComposing) return;
    changeText('');
    event.preventDefault();
  };
  const onFilterKey = (event: KeyboardEvent): void => {
    // A key that ends a word of an input method belongs to that method.
    if (event.nativeEvent.isComposing) return;
    const first = entries.find((entry) => entry.kind === 'conversation');
    if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('[data-region=list]')?.focus();
    else if (event.key === 'Enter' && text.trim() !== '' && first) open(first.key);
    else return;
    event.preventDefault();
  };
  const isFiltered = filter !== 'all' || text.trim() !== '';
  return (
    <nav className={styles.pane} aria-label={say('list.pane')} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <SearchBox
          className={styles.search}
          size="medium"
          placeholder={say('list.filter.placeholder')}
          aria-label={say('list.filter.label')}
          data-shortcut="filter"
          value={text}
          onChange={(_, { value }) => changeText(value)}
          onKeyDown={onFilterKey}
        />
        <ViewMenu view={view} choose={setView} />
      </div>
      <FilterChips filters={filters} chosen={filter} choose={setFilter} />
      {entries.length === 0 ? (
        <ListEmpty
          text={text}
          filter={filter}
          arrival={conversationsArrival(directory.accounts, directory.conversations.length)}
        />
      ) : (
        <>
          <OnlyHeard role="status">
            {isFiltered
              ? say('list.found', { count: entries.filter(({ kind }) => kind === 'conversation').length })
              : ''}
          </OnlyHeard>
          <ConversationTree
            entries={entries}
            people={directory.people}
            selected={selected}
            filter={text}
            hasBothServices={filters.includes('teams')}
            now={now}
            open={open}
            toggle={toggle}
            stillness={stillness}
          />
        </>
      )}
      {children}
    </nav>
  );
};
