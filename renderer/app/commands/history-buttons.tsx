/** Back and forward, side by side. */
import { makeStyles } from '@fluentui/react-components';
import { BackIcon, ForwardIcon } from '../theme/way-icons.tsx';
import { CommandButton } from './command-button.tsx';

const useStyles = makeStyles({ pair: { display: 'flex', gap: '2px' } });

export const HistoryButtons = () => (
  <div className={useStyles().pair} data-history>
    <CommandButton id="go-back" icon={<BackIcon />} />
    <CommandButton id="go-forward" icon={<ForwardIcon />} />
  </div>
);
