/** Reactions as chips: the emoji, how many, and who on hovering. */
import { makeStyles, mergeClasses, shorthands, tokens, Tooltip } from '@fluentui/react-components';
import type { PersonId, Reaction } from '../../model/index.ts';
import { peopleList, type People } from '../words/names.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  chips: { display: 'flex', flexWrap: 'wrap', gap: '4px', marginTop: '4px' },
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '5px',
    height: '24px',
    padding: '0 8px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    cursor: 'default',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  mine: {
    border: `1px solid ${tokens.colorBrandStroke2}`,
    '@media (forced-colors: active)': shorthands.borderColor('Highlight'),
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  emoji: { fontSize: '14px', lineHeight: '16px', fontVariantEmoji: 'emoji' },
});

interface Properties {
  readonly reactions: readonly Reaction[];
  readonly people: People;
  readonly me: PersonId | null;
}

export const Reactions = ({ reactions, people, me }: Properties) => {
  const styles = useStyles();
  if (reactions.length === 0) return null;
  return (
    <div className={styles.chips} role="list" aria-label={say('message.reactions')}>
      {reactions.map(({ emoji, name, personIds, unnamed = 0 }) => {
        const who = peopleList(personIds, people, { me, most: 8, unnamed });
        const count = personIds.length + unnamed;
        const reacted = say('message.reacted', { who, reaction: emoji ?? name });
        return (
          <Tooltip
            key={`${emoji ?? ''}${name}`}
            content={reacted}
            // As a `description`, each reaction's bubble would stand in the page all the time.
            relationship="inaccessible"
          >
            <span
              role="listitem"
              tabIndex={-1}
              data-reaction
              className={mergeClasses(styles.chip, me !== null && personIds.includes(me) && styles.mine)}
              aria-label={say('counts.reaction', { reaction: emoji ?? name, count })}
              aria-description={reacted}
            >
              <span className={styles.emoji}>{emoji ?? `:${name.replaceAll(':', '')}:`}</span>
              {count}
            </span>
          </Tooltip>
        );
      })}
    </div>
  );
};
