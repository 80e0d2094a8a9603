/** A bar above the text: it says that a message is edited or answered, and has a button to cancel that. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { oneLine } from '../../model/index.ts';
import { isolated } from '../words/names.ts';
import { say } from '../words/catalogue/say.ts';
import type { Task } from './box.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px',
    padding: '2px 4px 0 12px',
    minWidth: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  words: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
});

const wordsOf = (task: Task): string => {
  switch (task.kind) {
    case 'edit':
    case 'edit-unsent':
      return say('composer.task.edit');
    case 'quote':
      return say('composer.task.quote', { text: isolated(oneLine(task.message.plain.slice(0, 200))) });
  }
};

export const TaskBar = ({ task, cancel }: { task: Task; cancel: () => void }) => {
  const styles = useStyles();
  const words = wordsOf(task);
  return (
    <div className={styles.bar} role="status">
      <span className={styles.words} title={words}>
        {words}
      </span>
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={say('composer.task.cancel')}
        title={say('composer.task.cancel')}
        onClick={cancel}
      />
    </div>
  );
};
