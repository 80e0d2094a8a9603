/** The filters by kind above the list: one of them is chosen, by pointer or arrows. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';
import { ServiceMark } from '../../theme/service-mark.tsx';
import { say } from '../../words/catalogue/say.ts';
import { serviceName } from '../../words/names.ts';
import type { ListFilter } from '../entries/filters.ts';

const useStyles = makeStyles({
  chips: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px',
    paddingInlineStart: '16px',
    paddingInlineEnd: '12px',
    paddingBottom: '8px',
  },
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    height: '24px',
    padding: '0 7px',
    boxSizing: 'border-box',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  service: { padding: '0 5px' },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    border: `1px solid ${tokens.colorBrandStroke1}`,
    color: tokens.colorBrandForeground2,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': {
      forcedColorAdjust: 'none',
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      border: '1px solid Highlight',
    },
  },
});

interface Properties {
  readonly filters: readonly ListFilter[];
  readonly chosen: ListFilter;
  readonly choose: (filter: ListFilter) => void;
}

export const FilterChips = ({ filters, chosen, choose }: Properties) => {
  const styles = useStyles();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = nextAt(event, filters.indexOf(chosen), filters.length);
    const filter = at === null ? undefined : filters[at];
    if (filter === undefined || at === null) return;
    event.preventDefault();
    choose(filter);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[at]?.focus();
  };
  return (
    <div className={styles.chips} role="radiogroup" aria-label={say('list.filters')} onKeyDown={onKeyDown}>
      {filters.map((filter) => {
        const isService = filter === 'teams' || filter === 'mattermost';
        return (
          <button
            key={filter}
            type="button"
            role="radio"
            aria-checked={filter === chosen}
            tabIndex={filter === chosen ? 0 : -1}
            className={mergeClasses(
              styles.chip,
              isService && styles.service,
              filter === chosen && styles.chosen,
            )}
            {...(isService ? { 'aria-label': serviceName(filter), title: serviceName(filter) } : {})}
            onClick={() => choose(filter)}
          >
            {isService ? <ServiceMark service={filter} size="small" note="" /> : filterWord(filter)}
          </button>
        );
      })}
    </div>
  );
};

/** Where an arrow leads among `count` chips, around their ends; null for other keys. In text from right to left the arrows change places. */
const nextAt = (event: KeyboardEvent<HTMLElement>, at: number, count: number): number | null => {
  const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return (at + (event.key === forward ? 1 : count - 1)) % count;
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
};

const filterWord = (filter: Exclude<ListFilter, 'teams' | 'mattermost'>): string => {
  switch (filter) {
    case 'all':
      return say('list.filters.all');
    case 'unread':
      return say('list.filters.unread');
    case 'mentions':
      return say('list.filters.mentions');
    case 'direct':
      return say('list.filters.direct');
  }
};
