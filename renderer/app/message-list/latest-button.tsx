/** The button that leads to the newest messages, with how many came since the user left them. */
import { Button, CounterBadge, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  button: {
    position: 'absolute',
    bottom: '16px',
    // In the middle, because the toolbar of acts is at the message's end.
    insetInline: 0,
    width: 'fit-content',
    marginInline: 'auto',
    borderRadius: tokens.borderRadiusCircular,
    boxShadow: tokens.shadow8,
  },
  count: { marginInlineStart: '6px' },
});

interface Properties {
  /** The number of messages that came since the user left the end. */
  readonly missed: number;
  readonly onPress: () => void;
}

/** It is drawn a frame later: a list that opens is not at its end before its rows are measured, and has no use for a button then. */
export const LatestButton = ({ missed, onPress }: Properties) => {
  const styles = useStyles();
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setIsDue(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  if (!isDue) return null;
  return (
    <Button className={styles.button} icon={<ArrowDownRegular />} onClick={onPress}>
      {missed > 0 ? say('conversation.new-messages') : say('conversation.latest')}
      {missed > 0 && <CounterBadge className={styles.count} size="small" count={missed} aria-hidden />}
    </Button>
  );
};
