/** In the status line: that carrying is paused, until when, and a button that ends the pause. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { PauseFilled } from '@fluentui/react-icons';
import { useCarryPause } from '../directory/use-directory.ts';
import { say } from '../words/catalogue/say.ts';
import { useLocale } from '../words/locale.ts';
import { useWorld } from '../world/world.ts';
import { carryPauseSentence } from './carry-pause-sentence.ts';
import { useCarryPausing } from './use-carry-pausing.ts';

const useStyles = makeStyles({
  status: { display: 'flex', alignItems: 'center', gap: '4px', minWidth: 0, whiteSpace: 'nowrap' },
  icon: { flexShrink: 0, color: tokens.colorStatusWarningForeground1 },
  button: { minWidth: 'auto', height: '24px', flexShrink: 0, fontWeight: tokens.fontWeightRegular },
});

export const CarryPauseStatus = () => {
  const styles = useStyles();
  const pause = useCarryPause();
  const choose = useCarryPausing();
  const locale = useLocale();
  const { now } = useWorld();
  return (
    <span role="status" aria-live="polite" hidden={pause.kind === 'none'}>
      {pause.kind !== 'none' && (
        <span className={styles.status} data-testid="carry-pause" title={say('carry.pause.about')}>
          <PauseFilled className={styles.icon} aria-hidden />
          <span>{carryPauseSentence(pause, now(), locale)}</span>
          <Button className={styles.button} size="small" appearance="subtle" onClick={() => choose(null)}>
            {say('carry.pause.resume')}
          </Button>
        </span>
      )}
    </span>
  );
};
