/** How much of each limit of the services is used: at a whole one requests wait. */
import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { LimitUsed } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';
import { limitWords } from '../words/relay/limit-sentences.ts';
import { RelayCard } from './relay-card.tsx';

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    columnGap: '40px',
    rowGap: '10px',
  },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: '16px', rowGap: '4px' },
  name: { overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
  used: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  track: {
    gridColumnStart: 1,
    gridColumnEnd: 3,
    height: '6px',
    boxSizing: 'border-box',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground5,
    // Where the system chooses the colours, the frame shows the whole.
    '@media (forced-colors: active)': { border: '1px solid CanvasText', height: '8px' },
  },
  bar: {
    height: '100%',
    backgroundColor: tokens.colorCompoundBrandBackground,
    '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
  },
  full: { backgroundColor: tokens.colorStatusWarningForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export const LimitsCard = ({ limits }: { readonly limits: readonly LimitUsed[] }) => {
  const styles = useStyles();
  return (
    <RelayCard title={say('relay.limits')} about={say('relay.limits.when')}>
      <ul className={styles.list} data-testid="relay-limits">
        {limits.map(({ service, limit, ratio }) => (
          <li key={`${service} ${limit}`} className={styles.row}>
            <span className={styles.name}>{limitWords(limit)}</span>
            <span className={styles.used}>
              {say('relay.limit.used', { percent: Math.round(ratio * 100) })}
            </span>
            <div className={styles.track} aria-hidden>
              <div
                className={mergeClasses(styles.bar, ratio >= 1 && styles.full)}
                style={{ width: `${ratio * 100}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
      {limits.some(({ ratio }) => ratio >= 1) && (
        <Text className={styles.quiet}>{say('relay.limits.full')}</Text>
      )}
    </RelayCard>
  );
};
