/**
 * The name of a found row, and below it in small letters the details that distinguish it from others with this name. Plain elements, one
 * line each.
 */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { aboutLine } from '../words/names.ts';

const useStyles = makeStyles({
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  about: { fontSize: tokens.fontSizeBase200, lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  strong: { fontWeight: tokens.fontWeightSemibold },
});

interface Properties {
  readonly name: string;
  /** Parts that stand beside each other; empty ones are left out. */
  readonly about: readonly string[];
  readonly strong?: boolean;
}

export const FoundName = ({ name, about, strong = false }: Properties) => {
  const styles = useStyles();
  const small = aboutLine(about);
  return (
    <div className={styles.line}>
      <div className={mergeClasses(styles.line, strong && styles.strong)} title={name}>
        <bdi>{name}</bdi>
      </div>
      {small !== '' && (
        <div className={mergeClasses(styles.line, styles.about)} title={small}>
          {small}
        </div>
      )}
    </div>
  );
};
