/** Both services' marks, overlapping: this conversation is in both. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { ServiceMark } from './ServiceMark.tsx';

const useStyles = makeStyles({
  marks: { display: 'inline-flex', flexShrink: 0, alignItems: 'center' },
  second: {
    display: 'inline-flex',
    marginInlineStart: '-3px',
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: `0 0 0 1.5px ${tokens.colorNeutralBackground1}`,
  },
});

export const LinkedMark = () => {
  const styles = useStyles();
  const note = 'In Mattermost and Microsoft Teams';
  return (
    <span className={styles.marks} role="img" aria-label={note} title={note} data-testid="linked-mark">
      <ServiceMark service="mattermost" size="small" note={note} />
      <span className={styles.second}>
        <ServiceMark service="teams" size="small" note={note} />
      </span>
    </span>
  );
};
