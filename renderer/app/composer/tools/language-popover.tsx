/** The choice of a language for code: a search box that keeps the focus, and a list below it (a combobox). */
import { Input, makeStyles, mergeClasses, Popover, PopoverSurface, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { OnlyHeard } from '../../theme/only-heard.tsx';
import { useCloseOnResize } from '../../theme/use-close-on-resize.ts';
import { say } from '../../words/catalogue/say.ts';
import { languagesFor, type CodeLanguage } from '../../words/code-languages.ts';

const useStyles = makeStyles({
  surface: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    width: '240px',
    maxWidth: 'calc(100vw - 16px)',
    boxSizing: 'border-box',
    padding: '8px',
  },
  list: {
    height: '220px',
    maxHeight: '40vh',
    margin: 0,
    padding: 0,
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    listStyleType: 'none',
  },
  choice: {
    padding: '5px 8px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    outline: `2px solid ${tokens.colorStrokeFocus2}`,
    outlineOffset: '-2px',
  },
});

interface Properties {
  readonly at: DOMRect;
  /** The code's present language; '' for none. */
  readonly language: string;
  readonly choose: (language: string) => void;
  readonly close: () => void;
}

const none = (): CodeLanguage => ({ id: '', name: say('composer.language.none') });

const showIt = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

export const LanguagePopover = ({ at, language, choose, close }: Properties) => {
  const styles = useStyles();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const choices = useMemo(
    () => (typed.trim() === '' ? [none(), ...languagesFor('')] : languagesFor(typed)),
    [typed],
  );
  const [moved, setMoved] = useState<number | null>(null);
  const own = typed === '' ? choices.findIndex(({ id }) => id === language) : 0;
  const active = Math.min(moved ?? Math.max(0, own), choices.length - 1);
  const chosen = choices[active];
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => search.current?.focus(), []);
  const target = useMemo(() => ({ getBoundingClientRect: () => at }), [at]);
  useCloseOnResize(close);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0 && choices.length > 0) setMoved((active + by + choices.length) % choices.length);
    else if (event.key === 'Enter' && chosen !== undefined) choose(chosen.id);
    else return;
    event.preventDefault();
  };
  return (
    <Popover
      open
      trapFocus
      onOpenChange={(_, { open }) => {
        if (!open) close();
      }}
      positioning={{ target, position: 'above', align: 'start', overflowBoundaryPadding: 8 }}
    >
      <PopoverSurface className={styles.surface} aria-label={say('composer.language.choose')}>
        <Input
          input={{ ref: search }}
          value={typed}
          onChange={(_, { value }) => {
            setTyped(value);
            setMoved(null);
          }}
          onKeyDown={onKeyDown}
          contentBefore={<SearchRegular aria-hidden />}
          placeholder={say('composer.language.find')}
          aria-label={say('composer.language.find')}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          {...(chosen === undefined ? {} : { 'aria-activedescendant': `${listId}-${active}` })}
        />
        <OnlyHeard role="status">
          {typed === '' ? '' : say('composer.language.found', { count: choices.length })}
        </OnlyHeard>
        <ul className={styles.list} id={listId} role="listbox" aria-label={say('composer.language.choose')}>
          {choices.map(({ id, name }, index) => (
            <li
              key={id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              className={mergeClasses(styles.choice, index === active && styles.active)}
              ref={index === active ? showIt : null}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(id)}
              title={name}
            >
              {name}
            </li>
          ))}
        </ul>
      </PopoverSurface>
    </Popover>
  );
};
