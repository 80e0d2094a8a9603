/** The right side before a conversation is chosen: possible next steps and their keys. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { commands, type CommandId } from '../commands/commands.ts';
import { KeyCaps } from '../commands/key-caps.tsx';
import { useCommands } from '../commands/use-commands.ts';
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
    alignItems: 'baseline',
    marginTop: '20px',
    fontSize: tokens.fontSizeBase200,
  },
  key: { justifySelf: 'end' },
  what: { justifySelf: 'start' },
});

/** Title and text, depending on what there is to open. */
const invitation = ({ accounts, conversations }: Directory): readonly [title: string, about: string] => {
  const count = conversations.length;
  const arrival = conversationsArrival(accounts, count);
  if (arrival === 'arrived') {
    return [say('screen.choose-conversation'), say('counts.conversations-here', { count })];
  }
  return emptyWords(arrival);
};

/** The commands that are shown if nothing is open. The last one lists all commands. */
const told = [
  'filter-list',
  'next-region',
  'go-back',
  'show-shortcuts',
] as const satisfies readonly CommandId[];

export const NothingOpen = ({ directory }: { directory: Directory }) => {
  const styles = useStyles();
  const [title, about] = invitation(directory);
  return (
    <main className={styles.pane} tabIndex={-1} aria-label={say('screen.nothing-open')}>
      <BridgeMark size={56} />
      <Text as="h1" size={500} weight="semibold" align="center" className={styles.title}>
        {title}
      </Text>
      <Text align="center">{about}</Text>
      <div className={styles.keys}>
        {told.map((id) => (
          <KeyLine key={id} id={id} />
        ))}
      </div>
    </main>
  );
};

const KeyLine = ({ id }: { id: CommandId }) => {
  const styles = useStyles();
  const { platform } = useCommands();
  const [first] = commands[id].keys[platform];
  return (
    <>
      <span className={styles.key}>
        <KeyCaps presses={[first]} platform={platform} />
      </span>
      <span className={styles.what}>{commands[id].words()}</span>
    </>
  );
};
