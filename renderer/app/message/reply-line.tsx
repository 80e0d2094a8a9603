/** The line that opens a thread: who answered, how many replies there are, and when the newest was written. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReplySummary } from '../../store/index.ts';
import { personName, type People } from '../words/names.ts';
import { shortWhen } from '../words/when.ts';
import { useLocale } from '../words/locale.ts';
import { say } from '../words/catalogue/say.ts';
import { PersonAvatar } from './person-avatar.tsx';

const useStyles = makeStyles({
  line: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '8px',
    marginTop: '4px',
    marginInlineStart: '-6px',
    padding: '3px 8px 3px 6px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorBrandForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  // Side by side: pictures of this size that cover each other cut the letters of names.
  people: { display: 'inline-flex', gap: '2px' },
  when: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
});

interface Properties {
  readonly summary: ReplySummary;
  readonly people: People;
  /** When today began, ms since 1970. */
  readonly today: number;
  readonly open: () => void;
}

export const ReplyLine = ({ summary, people, today, open }: Properties) => {
  const styles = useStyles();
  const locale = useLocale();
  return (
    <button type="button" className={styles.line} onClick={open}>
      <span className={styles.people}>
        {summary.authorIds.map((id) => (
          <PersonAvatar key={id} name={personName(id, people)} size={20} />
        ))}
      </span>
      <span>{say('counts.replies', { count: summary.count })}</span>
      <span className={styles.when}>
        {say('message.last-reply', { when: shortWhen(summary.lastAt, today, locale) })}
      </span>
    </button>
  );
};
