/** Goes to a conversation, a person or a command by name. Before anything is typed, the last visited ones are listed. */
import { DialogSurface, makeStyles } from '@fluentui/react-components';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { ConversationId, Person } from '../../model/index.ts';
import { commands, type CommandId } from '../commands/commands.ts';
import { isPressed } from '../commands/press.ts';
import { pressText } from '../commands/press-words.ts';
import { useCommands } from '../commands/use-commands.ts';
import type { Directory } from '../directory/use-directory.ts';
import { useMe } from '../directory/use-me.ts';
import { knownPeopleQuery, namesElsewhereQuery } from '../directory/known-people.ts';
import { Finder } from '../finding/finder.tsx';
import { findableBy } from '../finding/name-match.ts';
import { useLeading } from '../navigation/use-leading.ts';
import { useQuery } from '../world/use-query.ts';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';
import {
  conversationTargets,
  peopleSpokenTo,
  personTargets,
  recentTargets,
  targetsFor,
  type CommandTarget,
  type Target,
} from './entries.ts';
import { TargetRow } from './target-row.tsx';

const useStyles = makeStyles({
  // Near the top, where it stays while the list of targets changes.
  surface: { maxWidth: '560px', marginTop: 'min(12vh, 96px)', padding: '12px' },
  body: { display: 'flex', flexDirection: 'column', gap: '8px' },
});

interface Properties {
  readonly directory: Directory;
  /** The conversation that is open. */
  readonly here: ConversationId | null;
  readonly visited: () => readonly ConversationId[];
  /** `typed`: what the user has typed since the dialog closed. */
  readonly open: (id: ConversationId, typed: string) => void;
  /** Opens the conversation with a person, and starts it if there is none. */
  readonly startWith: (person: Person, typed: string) => void;
  readonly close: () => void;
}

export const Switcher = ({ directory, here, visited, open, startWith, close }: Properties) => {
  const styles = useStyles();
  const { platform, can, run } = useCommands();
  const [typed, setTyped] = useState('');
  const [before] = useState(visited);
  const { outcome, leadTo, then } = useLeading();
  const { accounts, teams, conversations, pairs, people } = directory;
  const me = useMe(accounts);
  const elsewhere = useQuery(namesElsewhereQuery);
  const targets = useMemo(
    () => conversationTargets({ accounts, teams, conversations, pairs, people }, elsewhere),
    [accounts, teams, conversations, pairs, people, elsewhere],
  );
  const known = useQuery(useMemo(() => knownPeopleQuery(accounts), [accounts]));
  const { all } = directory;
  const strangers = useMemo(
    () => personTargets(known ?? [], accounts, peopleSpokenTo({ accounts, all }), elsewhere),
    [known, accounts, all, elsewhere],
  );
  const runnable = useMemo(
    () =>
      (Object.keys(commands) as CommandId[])
        .filter((id) => id !== 'go-to' && can(id))
        .map((id): CommandTarget<CommandId> => {
          const { words, keys } = commands[id];
          const name = words();
          const findable = findableBy([name]);
          return {
            ...{ kind: 'command', key: id, name, findable, unread: false, at: 0 },
            press: pressText(keys[platform][0], platform),
          };
        }),
    [platform, can],
  );
  const found = useMemo(
    (): readonly Target<CommandId>[] =>
      typed.trim() === ''
        ? recentTargets(targets, before, here)
        : targetsFor<CommandId>(typed, [...targets, ...strangers, ...runnable]),
    [typed, targets, strangers, runnable, before, here],
  );
  const choose = (target: Target<CommandId>): void => {
    switch (target.kind) {
      case 'conversation':
        leadTo((ahead) => open(target.key, ahead));
        break;
      case 'person':
        leadTo((ahead) => startWith(target.person, ahead));
        break;
      case 'command':
        then(() => run(target.key));
    }
    close();
  };
  // The key that opened it closes it.
  const onKey = (event: KeyboardEvent): boolean => {
    const isOpener = commands['go-to'].keys[platform].some(
      (press) => press.kind === 'key' && isPressed(press, event.nativeEvent),
    );
    if (isOpener) close();
    return isOpener;
  };
  return (
    <Modal close={close} outcome={outcome}>
      <DialogSurface className={styles.surface} aria-label={say('commands.go-to')} data-testid="switcher">
        <div className={styles.body}>
          <Finder
            filter={typed}
            type={setTyped}
            {...{ found, choose, onKey }}
            keyOf={({ key }) => key}
            row={(target) => <TargetRow target={target} people={people} me={me} />}
            placeholder={say('switcher.placeholder')}
            label={say('commands.go-to')}
            listLabel={typed.trim() === '' ? say('switcher.recent') : say('switcher.found')}
            nothing={typed.trim() === '' ? say('switcher.nothing-yet') : say('switcher.nothing', { typed })}
          />
        </div>
      </DialogSurface>
    </Modal>
  );
};
