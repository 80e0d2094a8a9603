/** A bar below the text that says why a command was not executed, or that it is being executed. */
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { oneLine, type Service } from '../../../model/index.ts';
import type { CommandIntent } from '../../../store/index.ts';
import { say } from '../../words/catalogue/say.ts';
import { isolated } from '../../words/names.ts';
import { commandSentence } from '../composer-sentences.ts';
import { triggerOf } from './command-text.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '2px 8px',
    paddingBlock: '2px',
    paddingInline: '12px 6px',
    fontSize: tokens.fontSizeBase200,
  },
  words: { flexGrow: 1, flexBasis: '150px', overflowWrap: 'anywhere' },
  running: {
    color: tokens.colorNeutralForeground3,
    // Most commands are done before this time, so the bar does not flicker.
    animationName: { from: { visibility: 'hidden' }, to: { visibility: 'hidden' } },
    animationDuration: '600ms',
  },
  refused: { color: tokens.colorStatusDangerForeground1 },
});

interface Properties {
  readonly intent: CommandIntent;
  readonly service: Service;
  readonly sendAsText: () => void;
  readonly dismiss: () => void;
}

/** The longest trigger that is shown. */
const longestTrigger = 60;

export const CommandBar = ({ intent, service, sendAsText, dismiss }: Properties) => {
  const styles = useStyles();
  const { outcome, text } = intent;
  const trigger = isolated(oneLine(triggerOf(text).slice(0, longestTrigger)));
  const words = commandSentence(outcome, trigger, service);
  if (outcome === null || outcome.kind === 'opens')
    return (
      <div className={mergeClasses(styles.bar, styles.running)} role="status">
        {words}
      </div>
    );
  return (
    <div className={styles.bar}>
      <span className={mergeClasses(styles.words, styles.refused)} role="alert">
        {words}
      </span>
      {outcome.kind === 'unknown' && (
        <Button size="small" onClick={sendAsText}>
          {say('composer.command.as-text')}
        </Button>
      )}
      <Button size="small" appearance="subtle" onClick={dismiss}>
        {say('composer.command.dismiss')}
      </Button>
    </div>
  );
};
