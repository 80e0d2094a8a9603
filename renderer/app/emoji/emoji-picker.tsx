/**
 * All emoji: a search box that keeps the focus, and a grid below it in which arrow keys move (a combobox with a grid, as in WAI-ARIA). Only
 * visible rows are drawn.
 */
import { Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { AccountId } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';
import { emojiGroupWords, toneWords } from './emoji-words.ts';
import { allEmoji, emojiGroups, inTone, skinTones, type ListedEmoji, type SkinTone } from './emoji-list.ts';
import { CustomEmoji } from './custom-emoji.tsx';
import { isCustom, useCustomEmoji } from './use-custom-emoji.ts';
import { keepTone, keptTone, recentEmoji } from './recent.ts';
import { findEmoji, isArrow, movedBy, pickerRows } from './search.ts';

const inRow = 8;
const rowHeight = 38;
const titleHeight = 28;

const useStyles = makeStyles({
  picker: { display: 'flex', flexDirection: 'column', gap: '8px', height: '340px', maxHeight: '70vh' },
  grid: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    position: 'relative',
    outlineStyle: 'none',
  },
  inner: { position: 'relative', width: '100%' },
  row: { position: 'absolute', top: 0, insetInlineStart: 0, width: '100%', display: 'flex' },
  title: {
    alignItems: 'center',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  cell: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    // Without a font that has emoji, one of several people is several signs.
    overflow: 'hidden',
    width: `${100 / inRow}%`,
    height: '38px',
    boxSizing: 'border-box',
    fontSize: '22px',
    lineHeight: '28px',
    fontVariantEmoji: 'emoji',
    borderRadius: tokens.borderRadiusMedium,
    border: '2px solid transparent',
    cursor: 'pointer',
    userSelect: 'none',
    // With forced colours, transparent parts would be drawn.
    '@media (forced-colors: active)': {
      borderTopColor: 'Canvas',
      borderRightColor: 'Canvas',
      borderBottomColor: 'Canvas',
      borderLeftColor: 'Canvas',
    },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: {
    borderTopColor: tokens.colorStrokeFocus2,
    borderRightColor: tokens.colorStrokeFocus2,
    borderBottomColor: tokens.colorStrokeFocus2,
    borderLeftColor: tokens.colorStrokeFocus2,
    '@media (forced-colors: active)': {
      borderTopColor: 'Highlight',
      borderRightColor: 'Highlight',
      borderBottomColor: 'Highlight',
      borderLeftColor: 'Highlight',
    },
  },
  foot: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    minHeight: '28px',
  },
  name: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  tones: { display: 'flex', flexShrink: 0 },
  tone: {
    width: '26px',
    height: '26px',
    padding: 0,
    fontSize: '16px',
    fontVariantEmoji: 'emoji',
    border: '2px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  toneChosen: {
    borderTopColor: tokens.colorBrandStroke1,
    borderRightColor: tokens.colorBrandStroke1,
    borderBottomColor: tokens.colorBrandStroke1,
    borderLeftColor: tokens.colorBrandStroke1,
  },
  none: { padding: '16px 4px', color: tokens.colorNeutralForeground3 },
});

interface Properties {
  /** The Mattermost account whose custom emoji are offered; null for none. */
  readonly accountId: AccountId | null;
  /** Whether an emoji of Unicode can be used here. */
  readonly canPick: (emoji: string) => boolean;
  readonly pick: (emoji: string) => void;
}

/** The hand on which skin tones are shown. */
const hand = allEmoji.find(({ emoji }) => emoji === '✋');

export const EmojiPicker = ({ accountId, canPick, pick }: Properties) => {
  const styles = useStyles();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [tone, setTone] = useState<SkinTone>(keptTone);
  const [at, setAt] = useState(0);
  const usable = useMemo(() => allEmoji.filter(({ emoji }) => canPick(emoji)), [canPick]);
  const [recent] = useState(() =>
    recentEmoji(accountId).flatMap((emoji) => (isCustom(emoji) || canPick(emoji) ? [asListed(emoji)] : [])),
  );
  const custom = useCustomEmoji(accountId, typed);
  const isSearch = typed.trim() !== '';
  const rows = useMemo(
    () =>
      isSearch
        ? pickerRows(
            [
              { section: 'found', emoji: findEmoji(usable, typed) },
              { section: 'custom', emoji: custom.listed },
            ],
            inRow,
          )
        : pickerRows(
            [
              { section: 'recent', emoji: recent.slice(0, 2 * inRow) },
              ...emojiGroups.map((section) => ({
                section,
                emoji: usable.filter(({ group }) => group === section),
              })),
              { section: 'custom', emoji: custom.listed },
            ],
            inRow,
          ),
    [isSearch, typed, usable, recent, custom.listed],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'title' ? titleHeight : rowHeight),
    overscan: 4,
  });
  useEffect(() => virtualizer.measure(), [rows, virtualizer]);
  const lastDrawn = virtualizer.getVirtualItems().at(-1)?.index ?? 0;
  const { wantMore } = custom;
  // At the end of the known emoji, the server is asked for more.
  useEffect(() => {
    if (!isSearch && lastDrawn >= rows.length - 2) wantMore();
  }, [isSearch, lastDrawn, rows.length, wantMore]);

  const rowOf = (index: number): number =>
    rows.findIndex(
      (row) => row.kind === 'emoji' && index >= row.first && index < row.first + row.emoji.length,
    );
  const emojiAt = (index: number): ListedEmoji | undefined => {
    const row = rows[rowOf(index)];
    return row?.kind === 'emoji' ? row.emoji[index - row.first] : undefined;
  };
  const active = emojiAt(at);
  const shownTone = (one: ListedEmoji): string => {
    const toned = inTone(one, tone);
    return isCustom(one.emoji) || canPick(toned) ? toned : one.emoji;
  };
  const cellId = (index: number): string => `${id}-${index}`;
  const isDrawn = virtualizer.getVirtualItems().some(({ index }) => index === rowOf(at));

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.nativeEvent.isComposing) return;
    if (key === 'Enter' && active) {
      event.preventDefault();
      pick(shownTone(active));
      return;
    }
    if (!isArrow(key)) return;
    // In the text field, left, right, Home and End move in the text; an arrow up or down moves into the grid.
    if (typed !== '' && key !== 'ArrowUp' && key !== 'ArrowDown' && at === 0) return;
    event.preventDefault();
    const to = movedBy(rows, at, key);
    setAt(to);
    // The title of the first row belongs to it.
    virtualizer.scrollToIndex(to < inRow ? 0 : rowOf(to), { align: 'auto' });
  };

  return (
    <div className={styles.picker}>
      <Input
        autoFocus
        value={typed}
        onChange={(_, { value }) => {
          setTyped(value);
          setAt(0);
          virtualizer.scrollToOffset(0);
        }}
        onKeyDown={onKeyDown}
        contentBefore={<SearchRegular aria-hidden />}
        placeholder={say('emoji.search')}
        aria-label={say('emoji.search')}
        role="combobox"
        aria-expanded
        aria-haspopup="grid"
        aria-controls={`${id}-grid`}
        {...(active && isDrawn ? { 'aria-activedescendant': cellId(at) } : {})}
      />
      <div
        ref={scroller}
        className={styles.grid}
        id={`${id}-grid`}
        role="grid"
        aria-label={say('emoji.picker')}
        tabIndex={-1}
      >
        {rows.length === 0 && (
          <div role="row">
            <div role="gridcell" className={styles.none}>
              {say('emoji.none')}
            </div>
          </div>
        )}
        <div className={styles.inner} style={{ height: virtualizer.getTotalSize() }} role="presentation">
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (!row) return null;
            const place = { transform: `translateY(${start}px)` };
            if (row.kind === 'title')
              return (
                <div
                  key={String(key)}
                  role="row"
                  className={mergeClasses(styles.row, styles.title)}
                  style={{ ...place, height: titleHeight }}
                >
                  <span role="columnheader">{emojiGroupWords(row.section)}</span>
                </div>
              );
            return (
              <div
                key={String(key)}
                role="row"
                className={styles.row}
                style={{ ...place, height: rowHeight }}
              >
                {row.emoji.map((one, column) => {
                  const place = row.first + column;
                  return (
                    <div
                      key={one.emoji}
                      id={cellId(place)}
                      role="gridcell"
                      aria-selected={place === at}
                      aria-label={one.label}
                      className={mergeClasses(styles.cell, place === at && styles.active)}
                      onPointerMove={() => setAt(place)}
                      onClick={() => pick(shownTone(one))}
                    >
                      {accountId !== null && isCustom(one.emoji) ? (
                        <CustomEmoji accountId={accountId} name={one.emoji.slice(1, -1)} isDecoration />
                      ) : (
                        shownTone(one)
                      )}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
      <div className={styles.foot}>
        <span className={styles.name} aria-hidden title={active?.label}>
          {active?.label ?? ''}
        </span>
        {hand && (
          <div className={styles.tones} role="radiogroup" aria-label={say('emoji.tone')}>
            {skinTones.map((one) => (
              <button
                key={one}
                type="button"
                role="radio"
                aria-checked={one === tone}
                aria-label={toneWords(one)}
                title={toneWords(one)}
                tabIndex={one === tone ? 0 : -1}
                className={mergeClasses(styles.tone, one === tone && styles.toneChosen)}
                onClick={() => {
                  setTone(one);
                  keepTone(one);
                }}
                onKeyDown={(event) => {
                  const by =
                    event.key === 'ArrowRight' || event.key === 'ArrowDown'
                      ? 1
                      : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
                        ? -1
                        : 0;
                  if (by === 0) return;
                  event.preventDefault();
                  const next = skinTones[(one + by + skinTones.length) % skinTones.length] ?? 0;
                  setTone(next);
                  keepTone(next);
                  const all = event.currentTarget.parentElement?.children;
                  const button = all?.[next];
                  if (button instanceof HTMLElement) button.focus();
                }}
              >
                {inTone(hand, one)}
              </button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
};

/** A recent emoji keeps the skin tone in which it was used. */
const asListed = (emoji: string): ListedEmoji => {
  const known = allEmoji.find((one) => one.emoji === emoji || one.tones.includes(emoji));
  return {
    emoji,
    label: known?.label ?? emoji,
    group: known?.group ?? 'smileys',
    words: [],
    tones: [],
  };
};
