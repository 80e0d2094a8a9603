/** A note in the accounts menu with the failure of an account, or with its missing permissions. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { inFull, type Status } from '../words/account-sentences.ts';

const useStyles = makeStyles({
  note: {
    margin: 0,
    padding: '0 8px 6px',
    maxWidth: '320px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
});

export const AccountNote = ({ status }: { status: Status }) => {
  const styles = useStyles();
  if (status.tone === 'warning' || status.tone === 'error')
    return <p className={styles.note}>{inFull(status)}</p>;
  return status.lacks === undefined ? null : <p className={styles.note}>{status.lacks}</p>;
};
