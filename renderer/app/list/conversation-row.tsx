/** One conversation in the list: who or what, the newest message, when, and what is unread. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AlertOffRegular } from '@fluentui/react-icons';
import { memo } from 'react';
import type { Conversation, Person, Presence } from '../../model/index.ts';
import type { ConversationSetbackRow } from '../../store/index.ts';
import { presenceWord } from '../presence/presence-words.ts';
import { CountMark, MentionMark } from '../theme/count-mark.tsx';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { SetbackSign } from '../setbacks/setback-mark.tsx';
import { setbackWord } from '../words/setback-sentences.ts';
import { fullWhen, shortWhen } from '../words/when.ts';
import { ConversationIcon } from './conversation-icon.tsx';
import { LinkedMark } from './linked-mark.tsx';
import { isUnread } from './entries.ts';
import { preview } from './preview.ts';
import { useLocale } from '../words/locale.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  // One grid for the whole row: each box more in it is laid out again for each row that scrolls into sight.
  row: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr) auto',
    gridTemplateRows: '20px 18px',
    alignContent: 'center',
    columnGap: '6px',
    alignItems: 'center',
    height: '52px',
    padding: '0 10px 0 12px',
    margin: '0 8px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusLarge,
    cursor: 'pointer',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
  },
  selected: {
    // A bar in the app's colour: a shade of grey alone looks like hovering.
    '::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '2px',
      top: '14px',
      bottom: '14px',
      width: '3px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorBrandBackground,
      '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
    },
    '@media (forced-colors: active)': { outline: '1px solid Highlight' },
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
  },
  aside: { color: tokens.colorNeutralForeground3 },
  icon: { gridRow: '1 / 3', gridColumn: '1', marginInlineEnd: '4px' },
  text: {
    gridColumn: '2',
    textAlign: 'start',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  name: { gridRow: '1', fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  preview: {
    gridRow: '2',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground3,
  },
  // Where nothing stands at the end of its line, a text has all of it.
  whole: { gridColumn: '2 / 4' },
  end: {
    gridColumn: '3',
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: '6px',
  },
  first: { gridRow: '1' },
  second: { gridRow: '2' },
  time: {
    fontSize: '11px',
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  strong: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  timeUnread: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  muted: { color: tokens.colorNeutralForeground4, fontSize: '14px' },
});

interface Properties {
  readonly conversation: Conversation;
  readonly name: string;
  readonly counterpart: Person | null;
  /** The counterpart's, where it is known. */
  readonly presence: Presence | undefined;
  readonly author: string | null;
  /** It stands for a linked pair. */
  readonly linked: boolean;
  /** What of it fails again and again and matters most; undefined when nothing does. */
  readonly setback: ConversationSetbackRow | undefined;
  readonly selected: boolean;
  readonly now: number;
}

export const ConversationRow = memo((properties: Properties) => {
  const { conversation, name, counterpart, presence, author, linked, setback, selected, now } = properties;
  const styles = useStyles();
  const locale = useLocale();
  const unread = isUnread(conversation);
  const { mentions, muted, sortAt, archived, hidden } = conversation;
  const text = preview(conversation.lastMessage, author !== null);
  const marked = unread || muted || mentions > 0 || setback !== undefined;
  return (
    <div
      className={mergeClasses(
        styles.row,
        selected && styles.selected,
        !selected && (archived || hidden) && !unread && styles.aside,
      )}
    >
      <ConversationIcon
        className={styles.icon}
        conversation={conversation}
        name={name}
        person={counterpart}
        presence={presence}
        size={32}
      />
      <span
        className={mergeClasses(
          styles.text,
          styles.name,
          unread && styles.strong,
          sortAt === 0 && !linked && styles.whole,
        )}
      >
        <bdi>{name}</bdi>
      </span>
      <OnlyHeard>{heardState(conversation, presence, linked, setback)}</OnlyHeard>
      {(sortAt > 0 || linked) && (
        <span className={mergeClasses(styles.end, styles.first)}>
          {linked && <LinkedMark />}
          {sortAt > 0 && (
            <span
              className={mergeClasses(styles.time, unread && styles.timeUnread)}
              title={fullWhen(sortAt, locale)}
            >
              {shortWhen(sortAt, now, locale)}
            </span>
          )}
        </span>
      )}
      <span
        className={mergeClasses(
          styles.text,
          styles.preview,
          unread && styles.strong,
          !marked && styles.whole,
        )}
        {...(author === null && { dir: 'auto' })}
      >
        {author === null ? (
          text
        ) : (
          <>
            <bdi>{author}</bdi>: <bdi>{text}</bdi>
          </>
        )}
      </span>
      {marked && (
        <span className={mergeClasses(styles.end, styles.second)}>
          {setback && <SetbackSign setback={setback} now={now} />}
          {muted && <AlertOffRegular className={styles.muted} aria-hidden />}
          {mentions > 0 && <MentionMark />}
          {unread && <CountMark color="brand" count={conversation.unread} />}
        </span>
      )}
    </div>
  );
});
ConversationRow.displayName = 'ConversationRow';

const heardUnread = (count: number): string => {
  if (count > 99) return say('counts.unread-over', { most: 99 });
  return count > 0 ? say('counts.unread', { count }) : '';
};

/** What marks and colours say, in words behind the name; the row's own text tells the rest. */
const heardState = (
  conversation: Conversation,
  presence: Presence | undefined,
  linked: boolean,
  setback: ConversationSetbackRow | undefined,
): string =>
  [
    presenceWord(presence),
    heardUnread(conversation.unread),
    conversation.mentions > 0 ? say('counts.mentions', { count: conversation.mentions }) : '',
    linked ? say('list.row.linked') : '',
    conversation.muted ? say('list.row.muted') : '',
    conversation.archived ? say('conversation.archived') : '',
    setback ? setbackWord(setback.what) : '',
  ]
    .filter(Boolean)
    .map((word) => `, ${word}`)
    .join('');
