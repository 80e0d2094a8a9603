/** What connecting changes for the user, for the screen and the dialog that ask for it. */
import { makeStyles } from '@fluentui/react-components';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: '20px', display: 'flex', flexDirection: 'column', gap: '6px' },
});

export const ConnectReasons = () => {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      <li>{say('connect-ask.reason.as-you')}</li>
      <li>{say('connect-ask.reason.seen')}</li>
      <li>{say('connect-ask.reason.one-window')}</li>
    </ul>
  );
};
