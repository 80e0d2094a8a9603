/** One conversation in the list: its name, newest message, time, and count of unread messages. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AlertOffRegular, EditRegular } from '@fluentui/react-icons';
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
import type { DraftMark } from './drafts.ts';
import { isUnread } from './entries/filters.ts';
import { preview, shownDraft } from './preview.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { useLocale } from '../words/locale.ts';
import { serviceName } from '../words/names.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  // One grid for the whole row: the browser lays out each additional box again for each row that scrolls into sight.
  row: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '36px minmax(0, 1fr) auto',
    gridTemplateRows: '20px 18px',
    alignContent: 'center',
    columnGap: '8px',
    alignItems: 'center',
    height: '56px',
    padding: '0 10px 0 12px',
    margin: '0 8px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusLarge,
    cursor: 'pointer',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
  },
  selected: {
    // A bar in the app's colour, because a shade of grey alone looks like hovering.
    '::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '2px',
      top: '16px',
      bottom: '16px',
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
  icon: { gridRow: '1 / 3', gridColumn: '1' },
  text: {
    gridColumn: '2',
    // Each runs as its own words do, from the side where the screen begins: what does not fit is cut off at its end.
    justifySelf: 'start',
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  name: { gridRow: '1', fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  where: {
    marginInlineStart: '2px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
  },
  draft: { color: tokens.colorPaletteRedForeground1 },
  preview: {
    gridRow: '2',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground3,
  },
  // A text has its whole line if nothing is at the line's end.
  whole: { gridColumn: '2 / 4' },
  end: {
    gridColumn: '3',
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: '6px',
  },
  first: { gridRow: '1' },
  // The time above it is wider than most marks. The preview gets all the space beside the marks, and not only the width beside the time.
  second: {
    gridRow: '2',
    gridColumn: '2 / 4',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minWidth: 0,
  },
  marks: { marginInlineStart: 'auto', flexShrink: 0 },
  time: {
    fontSize: '11px',
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  strong: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  timeUnread: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  sign: { color: tokens.colorNeutralForeground3, fontSize: '14px' },
});

interface Properties {
  readonly conversation: Conversation;
  readonly name: string;
  /** Its team and account, where no heading says them; '' for nothing. */
  readonly where: string;
  /** Whether it represents a linked pair. */
  readonly linked: boolean;
  readonly counterpart: Person | null;
  /** The counterpart's; absent if there is none. */
  readonly photo: string | undefined;
  /** The counterpart's, where it is known. */
  readonly presence: Presence | undefined;
  /** Stands before the newest message; null where nobody has to be named. */
  readonly author: string | null;
  readonly draft: DraftMark | undefined;
  readonly marksService: boolean;
  /** The most important part of it that fails again and again; undefined if none does. */
  readonly setback: ConversationSetbackRow | undefined;
  readonly selected: boolean;
  readonly now: number;
}

export const ConversationRow = memo((properties: Properties) => {
  const {
    conversation,
    name,
    where,
    linked,
    counterpart,
    photo,
    presence,
    author,
    draft,
    marksService,
    setback,
  } = properties;
  const { selected, now } = properties;
  const styles = useStyles();
  const locale = useLocale();
  const unread = isUnread(conversation);
  const { mentions, muted, sortAt, archived, hidden } = conversation;
  const marked = unread || muted || mentions > 0 || setback !== undefined || draft !== undefined;
  const hasEnd = sortAt > 0 || linked || marksService;
  const previewText = (
    <Preview
      className={mergeClasses(styles.text, styles.preview, unread && styles.strong, !marked && styles.whole)}
      draftClassName={styles.draft}
      {...{ conversation, author, draft }}
    />
  );
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
        photo={photo}
        presence={presence}
        size={36}
      />
      <span
        className={mergeClasses(styles.text, styles.name, unread && styles.strong, !hasEnd && styles.whole)}
        title={name}
        dir="auto"
      >
        {name}
        {where !== '' && (
          <>
            {' '}
            <bdi className={styles.where}>{where}</bdi>
          </>
        )}
      </span>
      <OnlyHeard>{heardState(properties)}</OnlyHeard>
      {hasEnd && (
        <span className={mergeClasses(styles.end, styles.first)}>
          {linked ? (
            <LinkedMark />
          ) : (
            marksService && <ServiceMark service={conversation.service} size="small" note="" />
          )}
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
      {marked ? (
        <span className={styles.second}>
          {previewText}
          <span className={mergeClasses(styles.end, styles.marks)}>
            {setback && <SetbackSign setback={setback} now={now} />}
            {draft && <EditRegular className={styles.sign} aria-hidden />}
            {muted && <AlertOffRegular className={styles.sign} aria-hidden />}
            {mentions > 0 && <MentionMark count={mentions} />}
            {unread && <CountMark color="brand" count={conversation.unread} />}
          </span>
        </span>
      ) : (
        previewText
      )}
    </div>
  );
});
ConversationRow.displayName = 'ConversationRow';

interface PreviewProperties extends Pick<Properties, 'conversation' | 'author' | 'draft'> {
  readonly className: string;
  readonly draftClassName: string;
}

/** The second line: a draft, or the newest message with its author. The row gives it its classes, which are computed once. */
const Preview = ({ conversation, author, draft, className, draftClassName }: PreviewProperties) => {
  const begun = shownDraft(conversation, draft);
  const text = begun ?? preview(conversation.lastMessage, author !== null);
  const before = begun === null ? author : say('list.preview.draft');
  return (
    <span className={className} dir="auto">
      {before === null ? (
        text
      ) : (
        <>
          <span className={begun === null ? undefined : draftClassName}>{before}</span>
          {begun === null ? ': ' : ' '}
          <bdi>{text}</bdi>
        </>
      )}
    </span>
  );
};

const heardUnread = (count: number): string => {
  if (count > 99) return say('counts.unread-over', { most: 99 });
  return count > 0 ? say('counts.unread', { count }) : '';
};

/** The meaning of marks and colours in words, after the name; the row's own text has the rest. */
const heardState = ({ conversation, linked, presence, setback, draft, marksService }: Properties): string =>
  [
    presenceWord(presence),
    heardUnread(conversation.unread),
    conversation.mentions > 0 ? say('counts.mentions', { count: conversation.mentions }) : '',
    linked ? say('list.row.linked') : marksService ? serviceName(conversation.service) : '',
    draft ? say('list.row.draft') : '',
    conversation.muted ? say('list.row.muted') : '',
    conversation.archived ? say('conversation.archived') : '',
    setback ? setbackWord(setback.what) : '',
  ]
    .filter(Boolean)
    .map((word) => `, ${word}`)
    .join('');
