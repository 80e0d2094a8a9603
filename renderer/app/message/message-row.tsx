/** One message in a timeline or thread. */
import { Badge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ImportantFilled, PinRegular } from '@fluentui/react-icons';
import { memo } from 'react';
import type { Message, PersonId, Service } from '../../model/index.ts';
import type { ReplySummary } from '../../store/index.ts';
import { WishLine } from '../acts/wish-line.tsx';
import { withWishes, type Wish } from '../acts/wishes.ts';
import type { Carry } from '../carrying/carry.ts';
import { CarryLine } from '../carrying/carry-line.tsx';
import { WhereWritten } from '../carrying/where-written.tsx';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { isolated, personName, type People } from '../words/names.ts';
import { clockDigits, clockTime, fullWhen } from '../words/when.ts';
import { MessageContent } from './message-content.tsx';
import { OutgoingContent } from './outgoing-content.tsx';
import { PersonAvatar } from './person-avatar.tsx';
import { ReplyLine } from './reply-line.tsx';
import { useLocale } from '../words/locale.ts';
import { tabIndexOf } from './tab-index.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '36px minmax(0, 1fr)',
    columnGap: '12px',
    padding: '2px 20px',
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: 'transparent',
    // With forced colours, transparent parts would be drawn.
    '@media (forced-colors: active)': { borderInlineStartColor: 'Canvas' },
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    // Set by `acts/use-target.ts` where the pointer moves. With `:hover` each row that is scrolled below the pointer would be styled and painted.
    '[data-pointed]': { backgroundColor: tokens.colorSubtleBackgroundHover },
    '[data-pointed] > [data-side-time]': { opacity: 1 },
    // A finger points at nothing; a touch gives the focus.
    ':focus > [data-side-time]': { opacity: 1 },
  },
  groupStart: { paddingTop: '10px' },
  mentionsMe: {
    borderInlineStartColor: tokens.colorBrandStroke1,
    '@media (forced-colors: active)': { borderInlineStartColor: 'Highlight' },
    backgroundColor: tokens.colorBrandBackground2,
  },
  important: {
    borderInlineStartColor: tokens.colorPaletteRedBorderActive,
    '@media (forced-colors: active)': { borderInlineStartColor: 'CanvasText' },
  },
  sideTime: {
    fontSize: '10px',
    lineHeight: '21px',
    textAlign: 'end',
    color: tokens.colorNeutralForeground3,
    opacity: 0,
    fontVariantNumeric: 'tabular-nums',
    userSelect: 'none',
    whiteSpace: 'nowrap',
    // It keeps a layer of its own when it is shown. Else the browser lays out the page each time the pointer goes to another message.
    zIndex: 0,
  },
  head: { display: 'flex', alignItems: 'baseline', columnGap: '8px', flexWrap: 'wrap' },
  // A long name is cut, so that the time and what is beside it stay in its line.
  whoAndWhen: { display: 'flex', alignItems: 'baseline', gap: '8px', minWidth: 0, maxWidth: '100%' },
  author: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase300,
    lineHeight: '20px',
  },
  inLine: { flexShrink: 0 },
  time: { fontSize: tokens.fontSizeBase200, lineHeight: '20px', color: tokens.colorNeutralForeground3 },
  urgent: {
    color: tokens.colorPaletteRedForeground1,
    display: 'inline-flex',
    alignItems: 'center',
    gap: '3px',
  },
  // Dim until it is deleted. If it stays, it is not dim any more.
  going: { opacity: 0.7 },
  subject: {
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    lineHeight: '24px',
    margin: '1px 0 2px',
  },
});

interface Properties {
  readonly message: Message;
  readonly people: People;
  readonly me: PersonId | null;
  /** The author's photo; absent if there is none. */
  readonly photo?: string | undefined;
  /** Whether author and picture are shown. */
  readonly startsGroup: boolean;
  /** In a list that is walked through with the keyboard: the one message in the tab order. Absent elsewhere. */
  readonly current?: boolean;
  /** When today began, ms since 1970. No later time, because all rows would be drawn again with each of its changes. */
  readonly today: number;
  /** Where it was written, in a conversation that is shown with its other side; null elsewhere. */
  readonly written?: Service | null;
  readonly carry?: Carry | undefined;
  /** That it stays on its side, and why; null where that is not told. */
  readonly alone?: Extract<Carry, { kind: 'alone' }> | null;
  readonly replies?: ReplySummary | undefined;
  /** The open wishes about it, and their service. */
  readonly wish?: Wish | undefined;
  readonly service?: Service | undefined;
  readonly openThread?: ((root: Message) => void) | undefined;
  /** Set if it is not sent yet. `message` is then a stand-in for the later message. */
  readonly outgoing?: Outgoing | undefined;
}

export const MessageRow = memo(
  ({
    message,
    people,
    me,
    photo,
    startsGroup,
    current,
    today,
    written = null,
    carry,
    alone = null,
    replies,
    wish,
    service = 'mattermost',
    openThread,
    outgoing,
  }: Properties) => {
    const styles = useStyles();
    const locale = useLocale();
    const author = personName(message.authorId, people, message.authorName);
    const person = message.authorId === null ? undefined : people.get(message.authorId);
    const important = message.importance !== 'normal' && message.deletedAt === null;
    const when = fullWhen(message.createdAt, locale);
    const wished = withWishes(message, wish, me);
    const content = (
      <MessageContent message={wished} people={people} me={me} instead={wish?.text?.document ?? null} />
    );
    return (
      <article
        className={mergeClasses(
          styles.row,
          startsGroup && styles.groupStart,
          message.mentionsMe && message.deletedAt === null && styles.mentionsMe,
          important && styles.important,
        )}
        aria-label={`${isolated(author)}, ${when}`}
        tabIndex={tabIndexOf(current)}
        data-testid="message"
        data-message-id={message.id}
      >
        {startsGroup ? (
          <PersonAvatar name={author} size={36} bot={person?.kind === 'bot'} photo={photo} />
        ) : (
          <span className={styles.sideTime} data-side-time title={when}>
            {clockDigits(message.createdAt, locale)}
          </span>
        )}
        <div>
          {startsGroup && (
            <div className={styles.head}>
              <span className={styles.whoAndWhen}>
                <bdi className={styles.author} title={author}>
                  {author}
                </bdi>
                {person?.kind === 'bot' && (
                  <Badge className={styles.inLine} size="small" appearance="outline" color="informative">
                    {say('message.bot')}
                  </Badge>
                )}
                {person?.kind === 'guest' && (
                  <Badge className={styles.inLine} size="small" appearance="outline" color="informative">
                    {say('message.guest')}
                  </Badge>
                )}
                <time
                  className={mergeClasses(styles.time, styles.inLine)}
                  dateTime={new Date(message.createdAt).toISOString()}
                  title={when}
                >
                  {clockTime(message.createdAt, locale)}
                </time>
              </span>
              {written !== null && <WhereWritten service={written} carry={carry} alone={alone} />}
              {important && (
                <span className={mergeClasses(styles.time, styles.urgent)}>
                  <ImportantFilled aria-hidden />{' '}
                  {message.importance === 'urgent' ? say('message.urgent') : say('message.important')}
                </span>
              )}
              {wished.pinned && (
                <PinRegular
                  className={styles.time}
                  aria-label={say('message.pinned')}
                  title={say('message.pinned')}
                />
              )}
            </div>
          )}
          {message.subject !== null && message.subject !== '' && (
            <div className={styles.subject} dir="auto">
              {message.subject}
            </div>
          )}
          {outgoing ? (
            <OutgoingContent outgoing={outgoing} message={message} me={me} />
          ) : wish?.isRemoved === true ? (
            <div className={styles.going}>{content}</div>
          ) : (
            content
          )}
          {wish && <WishLine message={message} wish={wish} service={service} />}
          {carry?.kind === 'underway' && <CarryLine carry={carry} message={message} />}
          {replies && openThread && (
            <ReplyLine summary={replies} people={people} today={today} open={() => openThread(message)} />
          )}
        </div>
      </article>
    );
  },
);
MessageRow.displayName = 'MessageRow';
