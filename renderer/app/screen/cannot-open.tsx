/** The screen for a database that cannot be opened: why, and what to do. */
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { DatabaseWarningRegular } from '@fluentui/react-icons';
import type { Opened } from '../../store/index.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  screen: {
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '12px',
    padding: '24px',
    boxSizing: 'border-box',
    textAlign: 'center',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
  },
  words: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: '12px' },
  icon: { fontSize: '48px', color: tokens.colorStatusWarningForeground1 },
  advice: { maxWidth: '56ch', color: tokens.colorNeutralForeground2 },
});

type Trouble = Exclude<Opened, { kind: 'open' }>;

/** Title, advice, and the label of the button (null where a button cannot help). */
export const openingTrouble = (
  trouble: Trouble,
): { readonly title: string; readonly advice: string; readonly action: string | null } => {
  switch (trouble.kind) {
    case 'newer':
      return {
        title: say('screen.cannot-open.newer.title'),
        advice: say('screen.cannot-open.newer.advice'),
        action: null,
      };
    case 'disk-full':
      return {
        title: say('screen.cannot-open.disk-full.title'),
        advice: say('screen.cannot-open.disk-full.advice'),
        action: say('action.try-again'),
      };
    case 'blocked':
      return {
        title: say('screen.cannot-open.blocked.title'),
        advice: say('screen.cannot-open.blocked.advice'),
        action: say('action.try-again'),
      };
    case 'failed':
      return {
        title: say('screen.cannot-open.failed.title'),
        advice: say('screen.cannot-open.failed.advice', { name: trouble.name }),
        action: say('action.try-again'),
      };
  }
};

export const CannotOpen = ({ trouble, retry }: { trouble: Trouble; retry: () => void }) => {
  const styles = useStyles();
  const { title, advice, action } = openingTrouble(trouble);
  return (
    <main className={styles.screen} data-testid="cannot-open">
      <DatabaseWarningRegular className={styles.icon} aria-hidden />
      <div role="alert" className={styles.words}>
        <Text as="h1" size={600} weight="semibold" style={{ margin: 0 }}>
          {title}
        </Text>
        <Text className={styles.advice}>{advice}</Text>
      </div>
      {action !== null && (
        <Button appearance="primary" onClick={retry}>
          {action}
        </Button>
      )}
    </main>
  );
};
