/** What the list says when it has nothing to show. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Arrival } from './arrival.ts';
import { say } from '../words/catalogue/say.ts';

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
export const emptyWords = (
  arrival: Exclude<Arrival, 'arrived'>,
): readonly [title: string, advice: string] => {
  switch (arrival) {
    case 'coming':
      return [say('list.empty.coming.title'), say('list.empty.coming.advice')];
    case 'held':
      return [say('list.empty.held.title'), say('list.empty.held.advice')];
    case 'none':
      return [say('list.empty.none.title'), say('list.empty.none.advice')];
  }
};

export const ListEmpty = ({ filter, unreadOnly, arrival }: Properties) => {
  const styles = useStyles();
  const [title, advice] =
    arrival !== 'arrived'
      ? emptyWords(arrival)
      : filter !== ''
        ? [say('list.empty.no-match.title'), say('list.empty.no-match.advice', { filter })]
        : unreadOnly
          ? [say('list.empty.all-read.title'), say('list.empty.all-read.advice')]
          : emptyWords('none');
  return (
    <div className={styles.empty} role="status">
      <Text weight="semibold">{title}</Text>
      <Text size={200} align="center">
        {advice}
      </Text>
    </div>
  );
};
