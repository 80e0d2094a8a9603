/** Both services' marks side by side: this conversation is in both. */
import { makeStyles } from '@fluentui/react-components';
import { ServiceMark } from './ServiceMark.tsx';

const useStyles = makeStyles({
  marks: { display: 'inline-flex', flexShrink: 0, alignItems: 'center', gap: '2px' },
});

export const LinkedMark = () => {
  const styles = useStyles();
  const note = 'In Mattermost and Microsoft Teams';
  return (
    <span className={styles.marks} role="img" aria-label={note} title={note} data-testid="linked-mark">
      <ServiceMark service="mattermost" size="small" note={note} />
      <ServiceMark service="teams" size="small" note={note} />
    </span>
  );
};
