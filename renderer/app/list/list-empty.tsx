/** The message of an empty list. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Arrival } from './arrival.ts';
import { say } from '../words/catalogue/say.ts';
import { serviceName } from '../words/names.ts';
import type { ListFilter } from './entries/filters.ts';

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
  /** The text of the filter by name; '' for all. */
  readonly text: string;
  readonly filter: ListFilter;
  readonly arrival: Arrival;
}

/** Title and advice if the mirror holds no conversation. */
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

/** Title and advice if no conversation is of the chosen kind. */
const filteredWords = (filter: ListFilter): readonly [title: string, advice: string] => {
  switch (filter) {
    case 'all':
      return emptyWords('none');
    case 'unread':
      return [say('list.empty.all-read.title'), say('list.empty.all-read.advice')];
    case 'mentions':
      return [say('list.empty.no-mentions.title'), say('list.empty.no-mentions.advice')];
    case 'direct':
      return [say('list.empty.no-direct.title'), say('list.empty.no-direct.advice')];
    case 'teams':
    case 'mattermost':
      return [
        say('list.empty.no-service.title', { service: serviceName(filter) }),
        say('list.empty.no-service.advice'),
      ];
  }
};

export const ListEmpty = ({ text, filter, arrival }: Properties) => {
  const styles = useStyles();
  const [title, advice] =
    arrival !== 'arrived'
      ? emptyWords(arrival)
      : text !== ''
        ? [say('list.empty.no-match.title'), say('list.empty.no-match.advice', { filter: text })]
        : filteredWords(filter);
  return (
    <div className={styles.empty} role="status">
      <Text weight="semibold">{title}</Text>
      <Text size={200} align="center">
        {advice}
      </Text>
    </div>
  );
};
