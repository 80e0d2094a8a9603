/** Shows that a part of a conversation fails repeatedly: a sign in its row, a word beside its name. */
import { makeStyles, Text, tokens, Tooltip } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons';
import type { ConversationSetbackRow } from '../../store/index.ts';
import { setbackNote, setbackWord } from '../words/setback-sentences.ts';
import { useOfNow } from '../world/use-now.ts';

const useStyles = makeStyles({
  sign: { flexShrink: 0, color: tokens.colorStatusWarningForeground1, fontSize: '14px' },
  word: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    flexShrink: 0,
    color: tokens.colorStatusWarningForeground1,
  },
});

type Told = Pick<ConversationSetbackRow, 'what' | 'reason' | 'until'>;

/** The sign in a row of the list. The row's own name tells it to screen readers. */
export const SetbackSign = ({ setback, now }: { setback: Told; now: number }) => (
  <WarningRegular
    className={useStyles().sign}
    title={setbackNote(setback, now)}
    aria-hidden
    data-testid="setback"
  />
);

/** In the header. */
export const SetbackWord = ({ setbacks }: { setbacks: readonly Told[] }) => {
  const styles = useStyles();
  const note = useOfNow((now) => setbacks.map((setback) => setbackNote(setback, now)).join(' '));
  const [first] = setbacks;
  if (first === undefined) return null;
  return (
    <Tooltip content={note} relationship="description">
      <Text size={200} className={styles.word} tabIndex={0} data-testid="setback-word">
        <WarningRegular fontSize={16} aria-hidden /> {setbackWord(first.what)}
      </Text>
    </Tooltip>
  );
};
