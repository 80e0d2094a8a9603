/** A field for a name, and below it the found rows: arrows move, Enter chooses. The field keeps the focus, so it gets all keys. */
import { makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { FoundList, optionId } from './found-list.tsx';

const useStyles = makeStyles({
  search: { maxWidth: 'none', width: '100%', flexShrink: 0 },
  nothing: {
    minHeight: '96px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
  },
});

/** How many rows a page key moves. */
const page = 6;

interface Properties<One> {
  /** The typed text, and its setter. */
  readonly filter: string;
  readonly type: (filter: string) => void;
  /** The rows that fit, best first. */
  readonly found: readonly One[];
  readonly keyOf: (one: One) => string;
  readonly row: (one: One) => ReactNode;
  readonly choose: (one: One, by: 'key' | 'pointer') => void;
  /** Rows that are shown, but cannot be chosen. */
  readonly isOff?: (one: One) => boolean;
  /** The chosen row, if the finder stays open after a choice; else the row at the keyboard counts as selected. */
  readonly isChosen?: (one: One) => boolean;
  /** Gets each key before the list; returns whether it used the key. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
  readonly label: string;
  readonly placeholder: string;
  readonly listLabel: string;
  /** The sentence if nothing was found. */
  readonly nothing: string;
}

export const Finder = <One,>(properties: Properties<One>) => {
  const { filter, type, found, keyOf, row, choose, isOff, isChosen, onKey } = properties;
  const styles = useStyles();
  const listId = useId();
  const [active, setActive] = useState(0);
  const at = Math.min(active, found.length - 1);
  const current = found[at];

  const onKeyDown = (event: KeyboardEvent): void => {
    // A key that ends a word of an input method belongs to that method.
    if (event.nativeEvent.isComposing) return;
    if (onKey?.(event)) {
      event.preventDefault();
      return;
    }
    const go = (to: number): void => setActive(Math.max(0, Math.min(found.length - 1, to)));
    switch (event.key) {
      case 'ArrowDown':
        go(at + 1);
        break;
      case 'ArrowUp':
        go(at - 1);
        break;
      case 'PageDown':
        go(at + page);
        break;
      case 'PageUp':
        go(at - page);
        break;
      case 'Enter':
        if (current === undefined || isOff?.(current)) return;
        choose(current, 'key');
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
        placeholder={properties.placeholder}
        aria-label={properties.label}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(current === undefined ? {} : { 'aria-activedescendant': optionId(listId, keyOf(current)) })}
        value={filter}
        onChange={(_, { value }) => {
          type(value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 ? (
        <div className={styles.nothing} role="status" id={listId}>
          {properties.nothing}
        </div>
      ) : (
        <FoundList
          id={listId}
          label={properties.listLabel}
          active={at}
          {...{ found, keyOf, row, isOff, isChosen }}
          choose={(one, index) => {
            setActive(index);
            if (!isOff?.(one)) choose(one, 'pointer');
          }}
        />
      )}
    </>
  );
};
