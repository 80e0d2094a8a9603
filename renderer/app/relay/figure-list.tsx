/** Names with a number each. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { english } from '../words/locale.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  row: { display: 'flex', justifyContent: 'space-between', columnGap: '24px', padding: '3px 0' },
  name: { margin: 0, minWidth: 0, overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
  count: {
    margin: 0,
    flexShrink: 0,
    fontVariantNumeric: 'tabular-nums',
    fontWeight: tokens.fontWeightSemibold,
  },
});

export interface RelayFigure {
  readonly name: string;
  readonly count: number;
}

export const FigureList = ({ figures }: { readonly figures: readonly RelayFigure[] }) => {
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      {figures.map(({ name, count }) => (
        <div key={name} className={styles.row}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.count}>{english.number(count)}</dd>
        </div>
      ))}
    </dl>
  );
};
