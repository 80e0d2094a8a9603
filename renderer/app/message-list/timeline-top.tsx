/** The content above the oldest shown message: more is coming, or the reason why there is no more. */
import { makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import type { SetbackReason } from '../../model/index.ts';
import type { HistoryCursor } from '../../store/index.ts';
import { setbackSentence } from '../words/setback-sentences.ts';
import { say } from '../words/catalogue/say.ts';

/** The state at the beginning of the timeline. */
export type TopState = 'loading' | 'beginning' | 'limited' | 'waiting' | SetbackReason;

/**
 * The state to show at the top.
 * `hasOlder`: the database holds more than is shown. `moving`: the engine can fetch now (it is neither off-line nor paused). `setback`: why
 * fetching older messages fails repeatedly; null if it does not.
 */
export const topState = (
  hasOlder: boolean,
  history: HistoryCursor | null,
  moving: boolean,
  setback: SetbackReason | null,
): TopState => {
  if (hasOlder) return 'loading';
  switch (history?.kind) {
    case 'complete':
      return 'beginning';
    case 'limited':
      return 'limited';
    case 'unstarted':
    case 'partial':
    case undefined:
      return setback ?? (moving ? 'loading' : 'waiting');
  }
};

const useStyles = makeStyles({
  text: { color: tokens.colorNeutralForeground3, textAlign: 'center', padding: '0 24px' },
});

const sentenceOf = (state: Exclude<TopState, 'loading'>): string => {
  switch (state) {
    case 'beginning':
      return say('timeline.beginning');
    case 'limited':
      return say('timeline.limited');
    case 'waiting':
      return say('timeline.waiting');
    default:
      return setbackSentence({ what: 'history', reason: state });
  }
};

export const TimelineTop = ({ state }: { state: TopState }) => {
  const styles = useStyles();
  return state === 'loading' ? (
    <Spinner size="tiny" label={say('timeline.loading')} />
  ) : (
    <Text size={200} className={styles.text}>
      {sentenceOf(state)}
    </Text>
  );
};
