/**
 * Reactions as chips: the emoji and how many; who reacted stands in a bubble that the list shows (`message-list/reaction-tip.tsx`). A press sets
 * the user's own or takes it back: the list of messages hears of it (`acts/message-actions.tsx`).
 */
import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { CustomEmoji } from '../emoji/custom-emoji.tsx';
import {
  type AccountId,
  isCustomEmojiName,
  oneLine,
  type PersonId,
  type Reaction,
  reactionName,
} from '../../model/index.ts';
import { isolated, peopleList, type People } from '../words/names.ts';
import { nameOfEmoji } from '../../text/mattermost-markdown/emoji.ts';
import { useWorld } from '../world/world.ts';
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
    maxWidth: '100%',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    cursor: 'pointer',
    fontFamily: 'inherit',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  mine: {
    border: `1px solid ${tokens.colorBrandStroke2}`,
    '@media (forced-colors: active)': shorthands.borderColor('Highlight'),
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  emoji: {
    fontSize: '14px',
    lineHeight: '16px',
    fontVariantEmoji: 'emoji',
    minWidth: 0,
    // Only the end of a long name is cut, and nothing of a high emoji.
    overflowX: 'clip',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

interface Properties {
  /** The message's: custom emoji are those of its server. */
  readonly accountId: AccountId;
  readonly reactions: readonly Reaction[];
  readonly people: People;
  readonly me: PersonId | null;
}

/** The emoji, or its name if the system draws none; the emoji itself if it has no name. */
const drawnAs = (emoji: string, drawsEmoji: boolean): string =>
  drawsEmoji ? emoji : (nameOfEmoji(emoji)?.replaceAll('_', ' ') ?? emoji);

export const Reactions = ({ accountId, reactions, people, me }: Properties) => {
  const styles = useStyles();
  const { drawsEmoji } = useWorld();
  if (reactions.length === 0) return null;
  const keys = keysOf(reactions);
  return (
    <div className={styles.chips} role="group" aria-label={say('message.reactions')}>
      {reactions.map(({ emoji, name, personIds, unnamed = 0 }, at) => {
        const who = peopleList(personIds, people, { me, most: 8, unnamed });
        const count = personIds.length + unnamed;
        const isMine = me !== null && personIds.includes(me);
        const sign = emoji === null ? `:${oneLine(name.replaceAll(':', ''))}:` : drawnAs(emoji, drawsEmoji);
        // What is heard begins with what is seen (WCAG 2.5.3): the name of an emoji that the system cannot draw.
        const reaction = emoji === null ? isolated(name) : sign;
        const reacted = say('message.reacted', { who, reaction });
        return (
          <button
            key={keys[at]}
            type="button"
            tabIndex={-1}
            data-reaction={reactionName({ emoji, name })}
            className={mergeClasses(styles.chip, isMine && styles.mine)}
            aria-pressed={isMine}
            aria-label={say('counts.reaction', { reaction, count })}
            aria-description={reacted}
          >
            <span className={styles.emoji}>
              {emoji === null && isCustomEmojiName(name) ? (
                <CustomEmoji accountId={accountId} name={name} isDecoration />
              ) : (
                sign
              )}
            </span>{' '}
            {count}
          </button>
        );
      })}
    </div>
  );
};

/**
 * By the emoji: what the user reacts with has no name yet, and its chip must not be made anew, without the focus, when the service has named
 * it. Two names of one emoji are two chips.
 */
const keysOf = (reactions: readonly Reaction[]): readonly string[] => {
  const taken = new Set<string>();
  return reactions.map(({ emoji, name }) => {
    const sign = emoji ?? name;
    const key = taken.has(sign) ? `${sign} ${name}` : sign;
    taken.add(key);
    return key;
  });
};
