/** What the list says when it has nothing to show. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';

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
  /** The mirror holds no conversation yet. */
  readonly filling: boolean;
}

export const ListEmpty = ({ filter, unreadOnly, filling }: Properties) => {
  const styles = useStyles();
  const [title, advice] = filling
    ? ['No conversations yet', 'They appear here as soon as the first ones arrive.']
    : filter !== ''
      ? ['No match', `No conversation has “${filter}” in its name.`]
      : unreadOnly
        ? ['All read', 'Nothing new since you last looked.']
        : ['No conversations', 'You are in no chat and no channel of either service.'];
  return (
    <div className={styles.empty} role="status">
      <Text weight="semibold">{title}</Text>
      <Text size={200} align="center">
        {advice}
      </Text>
    </div>
  );
};
