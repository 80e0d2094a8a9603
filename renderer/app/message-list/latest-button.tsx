/** The button that leads to the newest messages, with how many came since the user left them. */
import { CounterBadge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  // Like Fluent's button, which costs the turn of the wheel that brings it three milliseconds more.
  button: {
    position: 'absolute',
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    boxSizing: 'border-box',
    minWidth: '96px',
    minHeight: '32px',
    padding: '5px 12px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    lineHeight: tokens.lineHeightBase300,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':active': { backgroundColor: tokens.colorNeutralBackground1Pressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '@media (forced-colors: active)': { ':hover': { color: 'Highlight' } },
    bottom: '16px',
    // In the middle, because the toolbar of acts is at the message's end.
    insetInline: 0,
    width: 'fit-content',
    marginInline: 'auto',
    borderRadius: tokens.borderRadiusCircular,
    boxShadow: tokens.shadow8,
  },
  // Neither seen nor heard by a screen reader, and no stop of the Tab key.
  hidden: { visibility: 'hidden' },
  icon: { display: 'inline-flex', marginInlineEnd: '6px', fontSize: '20px' },
  count: { marginInlineStart: '6px' },
});

interface Properties {
  /** Whether the reader is not at the end. Once it was shown, the button stays in the page, because a turn of the wheel that brings it costs more. */
  readonly isShown: boolean;
  /** The number of messages that came since the user left the end. */
  readonly missed: number;
  readonly onPress: () => void;
}

export const LatestButton = ({ isShown, missed, onPress }: Properties) => {
  const styles = useStyles();
  // A frame after the end was left: a list that opens is not at its end before its rows are measured, and has no use for a button then.
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    if (!isShown || isDue) return;
    const frame = requestAnimationFrame(() => setIsDue(true));
    return () => cancelAnimationFrame(frame);
  }, [isShown, isDue]);
  if (!isDue) return null;
  return (
    <button
      type="button"
      className={mergeClasses(styles.button, !isShown && styles.hidden)}
      onClick={onPress}
    >
      <span className={styles.icon}>
        <ArrowDownRegular />
      </span>
      {missed > 0 ? say('conversation.new-messages') : say('conversation.latest')}
      {missed > 0 && <CounterBadge className={styles.count} size="small" count={missed} aria-hidden />}
    </button>
  );
};
