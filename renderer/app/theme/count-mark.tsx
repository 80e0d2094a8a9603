/** The unread count as a small number. It is in every row of the list, so it is lighter than Fluent's badge. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { MentionRegular } from '@fluentui/react-icons';

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    boxSizing: 'border-box',
    minWidth: '16px',
    height: '16px',
    padding: '0 4px',
    borderRadius: tokens.borderRadiusCircular,
    fontSize: tokens.fontSizeBase100,
    lineHeight: 1,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    '@media (forced-colors: active)': { border: '1px solid' },
  },
  brand: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand },
  danger: {
    backgroundColor: tokens.colorPaletteRedBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
  },
  icon: { padding: 0, fontSize: '12px' },
  counted: { padding: '0 4px 0 2px', gap: '1px', fontSize: tokens.fontSizeBase100 },
});

/** The largest number that is shown. */
const most = 99;

interface Properties {
  readonly count: number;
  readonly color: 'brand' | 'danger';
}

/** Hidden from screen readers: the surrounding row says it in words. */
export const CountMark = ({ count, color }: Properties) => {
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.mark, styles[color])} aria-hidden>
      {count > most ? `${most}+` : count}
    </span>
  );
};

/** The number of mentions of the user. Hidden from screen readers as well. */
export const MentionMark = ({ count }: { readonly count: number }) => {
  const styles = useStyles();
  return (
    <span
      className={mergeClasses(styles.mark, styles.danger, count > 1 ? styles.counted : styles.icon)}
      aria-hidden
    >
      <MentionRegular />
      {count > 1 && (count > most ? `${most}+` : count)}
    </span>
  );
};
