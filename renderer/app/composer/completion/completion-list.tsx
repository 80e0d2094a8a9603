/** The list of people, channels and emoji that a typed name can mean, above the box. The focus stays in the box; keys and the mouse choose. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Service } from '../../../model/index.ts';
import { OnlyHeard } from '../../theme/only-heard.tsx';
import { CustomEmoji } from '../../emoji/custom-emoji.tsx';
import { say } from '../../words/catalogue/say.ts';
import { serviceName } from '../../words/names.ts';
import { choiceKey, type Choice } from './completions.ts';
import { choiceId, type Completion } from './use-completion.ts';

const useStyles = makeStyles({
  frame: {
    position: 'absolute',
    insetInlineStart: '12px',
    insetInlineEnd: '12px',
    bottom: '100%',
    zIndex: 3,
    maxWidth: '520px',
    maxHeight: 'min(320px, 45vh)',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    padding: '4px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
  },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  choice: {
    display: 'flex',
    alignItems: 'baseline',
    gap: '8px',
    padding: '5px 8px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    minWidth: 0,
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    outline: `2px solid ${tokens.colorStrokeFocus2}`,
    outlineOffset: '-2px',
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  about: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: '30px',
    flexShrink: 2,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
  emoji: { fontVariantEmoji: 'emoji', flexShrink: 0 },
  // The user looks for it, so the words after it are shortened first.
  trigger: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    flexShrink: 0,
    maxWidth: '60%',
  },
  hintOfCommand: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  hint: { padding: '6px 8px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

const labelOf = (completion: Completion): string => {
  switch (completion.completing?.kind) {
    case 'channels':
      return say('composer.completion.channels');
    case 'emoji':
      return say('composer.completion.emoji');
    case 'commands':
      return say('composer.completion.commands-label');
    case 'people':
    case undefined:
      return say('composer.completion.people');
  }
};

interface Properties {
  readonly listId: string;
  readonly completion: Completion;
  /** Where it is written. */
  readonly service: Service;
}

export const CompletionList = ({ listId, completion, service }: Properties) => {
  const styles = useStyles();
  const { completing, choices, chosen, take, textOnly } = completion;
  const note =
    completing?.kind === 'commands' ? (
      <CommandNote service={service} />
    ) : (
      textOnly && <TextOnlyNote word={textOnly} service={service} />
    );
  if (choices.length === 0) return note && <div className={styles.frame}>{note}</div>;
  return (
    <div className={styles.frame}>
      <OnlyHeard role="status">{say('composer.completion.found', { count: choices.length })}</OnlyHeard>
      <ul className={styles.list} role="listbox" id={listId} aria-label={labelOf(completion)}>
        {choices.map((choice, at) => (
          <li
            key={choiceKey(choice)}
            id={choiceId(listId, choice)}
            role="option"
            aria-selected={at === chosen}
            className={mergeClasses(styles.choice, at === chosen && styles.chosen)}
            ref={at === chosen ? showIt : null}
            // The focus stays in the box.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            <ChoiceWords choice={choice} />
          </li>
        ))}
      </ul>
      {note}
    </div>
  );
};

/** The account whose commands are offered. */
const CommandNote = ({ service }: { service: Service }) => (
  <div className={useStyles().hint} role="note">
    {service === 'mattermost' ? say('composer.completion.commands') : say('composer.completion.no-commands')}
  </div>
);

/** The word for everybody, which mentions nobody here. */
const TextOnlyNote = ({ word, service }: { word: string; service: Service }) => (
  <div className={useStyles().hint} role="status">
    {say('composer.completion.no-everyone', { service: serviceName(service), word })}
  </div>
);

const showIt = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

const ChoiceWords = ({ choice }: { choice: Choice }) => {
  const styles = useStyles();
  switch (choice.kind) {
    case 'person': {
      const { name, otherName, handle, isMember } = choice;
      const about = [
        otherName,
        handle === '' ? '' : `@${handle}`,
        isMember ? '' : say('composer.completion.not-here'),
      ].filter((part) => part !== '');
      return (
        <>
          <bdi className={styles.name} title={name}>
            {name}
          </bdi>
          <bdi className={styles.about}>{about.join(' · ')}</bdi>
        </>
      );
    }
    case 'everyone':
      return (
        <>
          <span className={styles.name}>{`@${choice.word}`}</span>
          <span className={styles.about}>{say('composer.completion.everyone')}</span>
        </>
      );
    case 'channel':
      return (
        <bdi className={styles.name} title={choice.name}>
          {`~${choice.name}`}
        </bdi>
      );
    case 'command': {
      const { trigger, hint, description } = choice;
      return (
        <>
          <bdi className={styles.trigger} title={`/${trigger}`}>
            {`/${trigger}`}
          </bdi>
          {hint !== '' && (
            <bdi className={styles.hintOfCommand} title={hint}>
              {hint}
            </bdi>
          )}
          <bdi className={styles.about} title={description}>
            {description}
          </bdi>
        </>
      );
    }
    case 'custom-emoji':
      return (
        <>
          <CustomEmoji accountId={choice.accountId} name={choice.name} isDecoration />
          <span className={styles.name} title={`:${choice.name}:`}>{`:${choice.name}:`}</span>
        </>
      );
    case 'emoji':
      return (
        <>
          <span className={styles.emoji}>{choice.emoji}</span>
          <span className={styles.name}>{`:${choice.name}:`}</span>
        </>
      );
  }
};
