/** What the list says when it has nothing to show. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Arrival } from './arrival.ts';

const useStyles = makeStyles({
  empty: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    alignItems: 'center',
    padding: '48px 24px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground3,
  },
});

interface Properties {
  readonly filter: string;
  readonly unreadOnly: boolean;
  readonly arrival: Arrival;
}

/** Title and advice where the mirror holds no conversation. */
export const emptyWords: Readonly<Record<Exclude<Arrival, 'arrived'>, readonly [string, string]>> = {
  coming: [
    'Your conversations are on their way',
    'The newest arrive first; you can read while the rest follows.',
  ],
  held: [
    'No conversations on this computer yet',
    'They follow as soon as your accounts go on: the line at the bottom says what is missing.',
  ],
  none: ['No conversations yet', 'You are in no chat and no channel of either service.'],
};

export const ListEmpty = ({ filter, unreadOnly, arrival }: Properties) => {
  const styles = useStyles();
  const [title, advice] =
    arrival !== 'arrived'
      ? emptyWords[arrival]
      : filter !== ''
        ? ['No match', `No conversation has “${filter}” in its name.`]
        : unreadOnly
          ? ['All read', 'Nothing new since you last looked.']
          : emptyWords.none;
  return (
    <div className={styles.empty} role="status">
      <Text weight="semibold">{title}</Text>
      <Text size={200} align="center">
        {advice}
      </Text>
    </div>
  );
};
