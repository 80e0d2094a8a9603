/** The mark of Isthmus: two shores and the land between them. */
import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  // It keeps its size beside a long line.
  mark: { flexShrink: 0 },
  ground: { fill: tokens.colorBrandBackground },
  land: { fill: tokens.colorNeutralForegroundOnBrand },
});

export const BridgeMark = ({ size }: { size: number }) => {
  const styles = useStyles();
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect className={styles.ground} width="32" height="32" rx="8" />
      <path
        className={styles.land}
        d="M5 9.5a4.5 4.5 0 0 1 8.6-1.8c.8 1.9 1.6 3.3 2.4 4.3.8-1 1.6-2.4 2.4-4.3A4.5 4.5 0 0 1 27 9.5v13a4.5 4.5 0 0 1-8.6 1.8c-.8-1.9-1.6-3.3-2.4-4.3-.8 1-1.6 2.4-2.4 4.3A4.5 4.5 0 0 1 5 22.5z"
      />
    </svg>
  );
};
