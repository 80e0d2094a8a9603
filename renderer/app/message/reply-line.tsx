/** The way into a thread: who answered, how many replies, when the newest came. */
import { AvatarGroup, AvatarGroupItem, makeStyles, tokens } from '@fluentui/react-components';
import type { ReplySummary } from '../../store/index.ts';
import { personName, type People } from '../words/names.ts';
import { shortWhen } from '../words/when.ts';
import { english, useLocale } from '../words/locale.ts';
import { say } from '../words/catalogue/say.ts';

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
  when: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
});

interface Properties {
  readonly summary: ReplySummary;
  readonly people: People;
  readonly now: number;
  readonly open: () => void;
}

export const ReplyLine = ({ summary, people, now, open }: Properties) => {
  const styles = useStyles();
  const locale = useLocale();
  return (
    <button type="button" className={styles.line} onClick={open}>
      <AvatarGroup layout="stack" size={20} aria-hidden>
        {summary.authorIds.map((id) => (
          <AvatarGroupItem
            key={id}
            name={personName(id, people)}
            idForColor={english.fold(personName(id, people))}
            color="colorful"
          />
        ))}
      </AvatarGroup>
      <span>{say('counts.replies', { count: summary.count })}</span>
      <span className={styles.when}>
        {say('message.last-reply', { when: shortWhen(summary.lastAt, now, locale) })}
      </span>
    </button>
  );
};
