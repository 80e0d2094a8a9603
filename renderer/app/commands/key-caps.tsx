/** Presses, drawn as keys: each key in a frame, and a word between alternatives. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { say } from '../words/catalogue/say.ts';
import type { Press } from './press.ts';
import { capsOf, pressText, type KeyCap } from './press-words.ts';
import type { Platform } from '../world/platform.ts';

const useStyles = makeStyles({
  line: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: '6px',
    rowGap: '4px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  press: { display: 'inline-flex', gap: '3px', whiteSpace: 'nowrap' },
  key: {
    fontFamily: tokens.fontFamilyBase,
    minWidth: '10px',
    padding: '0 6px',
    textAlign: 'center',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralForeground2,
    lineHeight: '20px',
  },
});

export const KeyCaps = ({ presses, platform }: { presses: readonly Press[]; platform: Platform }) => {
  const styles = useStyles();
  return (
    <span className={styles.line}>
      {presses.map((press, index) => (
        <Fragment key={pressText(press, platform)}>
          {index > 0 && <span>{say('shortcuts.or')}</span>}
          {press.kind === 'button' ? (
            <span>{pressText(press, platform)}</span>
          ) : (
            // Keys are in the order of the keyboard, also in languages from right to left.
            <span className={styles.press} dir="ltr">
              {capsOf(press, platform).map((cap) => (
                <Cap key={cap.shown} {...cap} />
              ))}
            </span>
          )}
        </Fragment>
      ))}
    </span>
  );
};

const Cap = ({ shown, heard }: KeyCap) => {
  const styles = useStyles();
  return (
    <kbd className={styles.key}>
      {heard === null ? (
        shown
      ) : (
        <>
          <span aria-hidden>{shown}</span>
          <OnlyHeard>{heard}</OnlyHeard>
        </>
      )}
    </kbd>
  );
};
