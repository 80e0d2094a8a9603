/** Lines across the timeline: a new day, the start of unread messages, and system messages. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import type { Message } from '../../model/index.ts';
import { safeHref } from '../rich/links.ts';
import type { People } from '../words/names.ts';
import { systemSentence } from '../words/system-sentences.ts';
import { clockTime, dayName, fullWhen } from '../words/when.ts';
import { useLocale } from '../words/locale.ts';
import { OutsideLink } from '../rich/outside-link.tsx';
import { tabIndexOf } from './tab-index.ts';
import { say } from '../words/catalogue/say.ts';

/** Drawn as a border, because forced colours remove backgrounds. */
const rule = { content: '""', flexGrow: 1, borderTopWidth: '1px', borderTopStyle: 'solid' } as const;

const useStyles = makeStyles({
  day: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    height: '40px',
    padding: '0 20px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
    '::before': { ...rule, borderTopColor: tokens.colorNeutralStroke2 },
    '::after': { ...rule, borderTopColor: tokens.colorNeutralStroke2 },
  },
  unread: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    height: '28px',
    padding: '0 20px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorPaletteRedForeground1,
    '::before': { ...rule, borderTopColor: tokens.colorPaletteRedBorder2 },
    '::after': { ...rule, flexGrow: 0, width: '12px', borderTopColor: tokens.colorPaletteRedBorder2 },
  },
  system: {
    padding: '5px 20px',
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  link: { fontSize: 'inherit', lineHeight: 'inherit' },
  time: { marginInlineStart: '8px' },
});

/** The line above the first message of a day. `at` and `now` are ms since 1970. */
export const DayLine = ({ at, now }: { at: number; now: number }) => {
  const day = dayName(at, now, useLocale());
  return (
    <div className={useStyles().day} role="separator" aria-label={day}>
      {day}
    </div>
  );
};

/** The line above the first unread message. */
export const UnreadLine = () => (
  <div
    className={useStyles().unread}
    role="separator"
    aria-label={say('conversation.new-messages')}
    data-testid="unread-line"
  >
    {say('message.unread-line')}
  </div>
);

interface SystemLineProperties {
  readonly message: Message;
  readonly people: People;
  /** In a list that is walked through with the keyboard: the one message in the tab order. */
  readonly current?: boolean;
}

export const SystemLine = memo(({ message, people, current }: SystemLineProperties) => {
  const styles = useStyles();
  const locale = useLocale();
  const text =
    message.system === null ? message.plain : systemSentence(message.system, people, message.authorName);
  const sentence = text === '' ? say('system.other') : text;
  const url = safeHref(message.system?.url ?? null);
  return (
    <article
      className={styles.system}
      tabIndex={tabIndexOf(current)}
      data-testid="system-message"
      data-message-id={message.id}
    >
      {url === null ? (
        sentence
      ) : (
        <OutsideLink url={url} className={styles.link}>
          {sentence}
        </OutsideLink>
      )}
      <span className={styles.time} title={fullWhen(message.createdAt, locale)}>
        {clockTime(message.createdAt, locale)}
      </span>
    </article>
  );
});
SystemLine.displayName = 'SystemLine';
