/** Back and forward, side by side. */
import { makeStyles, useFluent } from '@fluentui/react-components';
import { ArrowLeftRegular, ArrowRightRegular } from '@fluentui/react-icons';
import { CommandButton } from './command-button.tsx';

const useStyles = makeStyles({ pair: { display: 'flex', gap: '2px' } });

export const HistoryButtons = () => {
  const styles = useStyles();
  const isMirrored = useFluent().dir === 'rtl';
  return (
    <div className={styles.pair} data-history>
      <CommandButton id="go-back" icon={isMirrored ? <ArrowRightRegular /> : <ArrowLeftRegular />} />
      <CommandButton id="go-forward" icon={isMirrored ? <ArrowLeftRegular /> : <ArrowRightRegular />} />
    </div>
  );
};
