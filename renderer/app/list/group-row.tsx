/** The headings in the list: a service, and a group of conversations that can be folded away. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronRightRegular, WarningFilled } from '@fluentui/react-icons';
import { CountMark } from '../theme/count-mark.tsx';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { teamNotRead } from '../words/team-sentences.ts';
import type { GroupEntry, ServiceEntry } from './entries/entries.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  service: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    height: '40px',
    padding: '8px 20px 0',
    boxSizing: 'border-box',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  name: { flexShrink: 0 },
  label: {
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  group: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    height: '32px',
    margin: '0 8px',
    padding: '0 10px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusLarge,
    cursor: 'pointer',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground2 },
  },
  chevron: {
    fontSize: '12px',
    flexShrink: 0,
    width: '16px',
    textAlign: 'center',
    display: 'inline-flex',
    justifyContent: 'center',
  },
  notRead: { display: 'inline-flex', fontSize: '14px', color: tokens.colorStatusWarningForeground1 },
  title: { flexGrow: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** The heading of a service in the list. */
export const ServiceRow = ({ entry }: { entry: ServiceEntry }) => {
  const styles = useStyles();
  return (
    <div className={styles.service}>
      <ServiceMark service={entry.service} />
      <span className={styles.name}>{entry.title}</span>
      {entry.label !== '' && (
        <span className={styles.label} title={entry.label}>
          {entry.label}
        </span>
      )}
    </div>
  );
};

/** The heading of a group, with the arrow that shows whether it is folded. */
export const GroupRow = ({ entry }: { entry: GroupEntry }) => {
  const styles = useStyles();
  return (
    <div className={styles.group}>
      <span className={styles.chevron} aria-hidden>
        {entry.collapsed ? <ChevronRightRegular /> : <ChevronDownRegular />}
      </span>
      <span className={styles.title}>{entry.title}</span>
      <OnlyHeard>{heardState(entry)}</OnlyHeard>
      {entry.notRead !== null && (
        <span
          className={styles.notRead}
          title={teamNotRead(entry.notRead)}
          aria-hidden
          data-testid="team-not-read"
        >
          <WarningFilled />
        </span>
      )}
      {entry.unread > 0 && <CountMark color={entry.mentions > 0 ? 'danger' : 'brand'} count={entry.unread} />}
    </div>
  );
};

/** The heading above it and the meaning of its marks, in words after the title. */
const heardState = ({ heading, size, unread, notRead }: GroupEntry): string =>
  [
    heading,
    size > 0 ? say('list.found', { count: size }) : '',
    unread > 0 ? say('counts.unread', { count: unread }) : '',
    notRead === null ? '' : teamNotRead(notRead),
  ]
    .filter(Boolean)
    .map((word) => `, ${word}`)
    .join('');
