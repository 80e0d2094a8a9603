/** What stands above the oldest message shown: that more is coming, or why there is no more. */
import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import type { HistoryCursor } from '../../store/index.ts';

/** The end of what can be read, as the page tells it. */
export type TopState = 'loading' | 'beginning' | 'limited' | 'refused' | 'waiting';

/**
 * What to say at the top. `hasOlder`: the database holds more than is shown. `moving`: the engine can fetch now (it is neither
 * off-line nor paused).
 */
export const topState = (hasOlder: boolean, history: HistoryCursor | null, moving: boolean): TopState => {
  if (hasOlder) return 'loading';
  switch (history?.kind) {
    case 'complete':
      return 'beginning';
    case 'limited':
      return 'limited';
    case 'refused':
      return 'refused';
    case 'unstarted':
    case 'partial':
    case undefined:
      return moving ? 'loading' : 'waiting';
  }
};

const useStyles = makeStyles({
  text: { color: tokens.colorNeutralForeground3, textAlign: 'center', padding: '0 24px' },
});

const sentences: Readonly<Record<Exclude<TopState, 'loading'>, string>> = {
  beginning: 'This is the beginning of the conversation.',
  limited: 'Older messages stay on the server: they lie before the time that Isthmus mirrors.',
  refused: 'The service does not let Isthmus read this conversation any further.',
  waiting: 'Older messages follow as soon as the service can be reached.',
};

export const TimelineTop = ({ state }: { state: TopState }) => {
  const styles = useStyles();
  return state === 'loading' ? (
    <Spinner size="tiny" label="Loading older messages…" />
  ) : (
    <Text size={200} className={styles.text}>
      {sentences[state]}
    </Text>
  );
};
