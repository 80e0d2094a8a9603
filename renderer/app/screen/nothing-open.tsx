/** The right side before a conversation is chosen: what one can do, and the keys for it. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { conversationsArrival } from '../list/arrival.ts';
import { emptyWords } from '../list/list-empty.tsx';
import type { Directory } from '../directory/use-directory.ts';
import { BridgeMark } from '../theme/bridge-mark.tsx';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  pane: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '8px',
    padding: '24px',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground3,
    textAlign: 'center',
  },
  title: { margin: 0, color: tokens.colorNeutralForeground1 },
  keys: {
    display: 'grid',
    gridTemplateColumns: 'auto auto',
    gap: '6px 12px',
    marginTop: '20px',
    fontSize: tokens.fontSizeBase200,
  },
  key: {
    justifySelf: 'end',
    fontFamily: tokens.fontFamilyBase,
    padding: '0 6px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralForeground2,
  },
  what: { justifySelf: 'start' },
});

/** What to say, by what there is to open. */
const invitation = ({ accounts, conversations }: Directory): readonly [title: string, about: string] => {
  const count = conversations.length;
  const arrival = conversationsArrival(accounts, count);
  if (arrival === 'arrived') {
    return [say('screen.choose-conversation'), say('counts.conversations-here', { count })];
  }
  return emptyWords(arrival);
};

const keys = (): readonly (readonly [key: string, does: string])[] => [
  [say('screen.keys.move'), say('screen.keys.move.does')],
  [say('screen.keys.region'), say('screen.keys.region.does')],
  [say('screen.keys.filter'), say('screen.keys.filter.does')],
  [say('screen.keys.close'), say('screen.keys.close.does')],
];

export const NothingOpen = ({ directory }: { directory: Directory }) => {
  const styles = useStyles();
  const [title, about] = invitation(directory);
  return (
    <main className={styles.pane} aria-label={say('screen.nothing-open')}>
      <BridgeMark size={56} />
      <Text as="h1" size={500} weight="semibold" align="center" className={styles.title}>
        {title}
      </Text>
      <Text align="center">{about}</Text>
      <div className={styles.keys}>
        {keys().map(([key, what]) => (
          <KeyLine key={key} name={key} what={what} />
        ))}
      </div>
    </main>
  );
};

const KeyLine = ({ name, what }: { name: string; what: string }) => {
  const styles = useStyles();
  return (
    <>
      <kbd className={styles.key}>{name}</kbd>
      <span className={styles.what}>{what}</span>
    </>
  );
};
