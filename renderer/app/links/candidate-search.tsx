/** Searches by name among what can be linked; arrows move, Enter chooses, Enter again confirms. */
import { makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components';
import { useDeferredValue, useId, useMemo, useState, type KeyboardEvent } from 'react';
import type { ConversationId } from '../../model/index.ts';
import { matching, type Candidate } from './candidates.ts';
import { CandidateList, optionId } from './candidate-list.tsx';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  search: { maxWidth: 'none', width: '100%' },
  nothing: {
    minHeight: '96px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
  },
});

interface Properties {
  readonly candidates: readonly Candidate[];
  /** The other service's name. */
  readonly there: string;
  /** Every account has told what conversations there are. */
  readonly complete: boolean;
  readonly chosen: ConversationId | null;
  readonly choose: (candidate: Candidate) => void;
  readonly confirm: (candidate: Candidate) => void;
}

export const CandidateSearch = ({ candidates, there, complete, chosen, choose, confirm }: Properties) => {
  const styles = useStyles();
  const listId = useId();
  const [filter, setFilter] = useState('');
  const [active, setActive] = useState(0);
  const wanted = useDeferredValue(filter);
  const shown = useMemo(() => matching(candidates, wanted), [candidates, wanted]);
  const at = Math.min(active, shown.length - 1);
  const current = shown[at];

  const press = (candidate: Candidate): void => {
    if (candidate.against === null) choose(candidate);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const go = (to: number): void => setActive(Math.max(0, Math.min(shown.length - 1, to)));
    switch (event.key) {
      case 'ArrowDown':
        go(at + 1);
        break;
      case 'ArrowUp':
        go(at - 1);
        break;
      case 'PageDown':
        go(at + 6);
        break;
      case 'PageUp':
        go(at - 6);
        break;
      case 'Enter':
        if (current?.against !== null) return;
        if (current.conversation.id === chosen) confirm(current);
        else choose(current);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <>
      <SearchBox
        className={styles.search}
        autoFocus
        placeholder={say('link.search.placeholder')}
        aria-label={say('link.search.label', { service: there })}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        {...(current ? { 'aria-activedescendant': optionId(current.conversation.id) } : {})}
        value={filter}
        onChange={(_, { value }) => {
          setFilter(value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {shown.length === 0 ? (
        <div className={styles.nothing} role="status">
          <Text>
            {candidates.length === 0
              ? complete
                ? say('link.search.none', { service: there })
                : say('link.search.not-all-here', { service: there })
              : say('link.search.no-match', { service: there, filter })}
          </Text>
        </div>
      ) : (
        <CandidateList
          id={listId}
          label={say('link.search.list', { service: there })}
          candidates={shown}
          active={at}
          chosen={chosen}
          choose={(candidate) => {
            setActive(shown.indexOf(candidate));
            press(candidate);
          }}
        />
      )}
    </>
  );
};
