/** One conversation: header and messages. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Person } from '../../model/index.ts';
import { isolated, type PairNames } from '../words/names.ts';
import { say } from '../words/catalogue/say.ts';
import { ConversationBody, type BodyProperties } from './conversation-body.tsx';
import { ConversationHeader } from './conversation-header.tsx';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

interface Properties extends BodyProperties {
  readonly pairNames: PairNames | null;
  readonly counterpart: Person | null;
  readonly team: string | null;
  /** The list is not beside it. */
  readonly coversList: boolean;
}

/** The header is drawn by the same elements for each conversation: to make its buttons and menus anew costs more than to change them. */
export const ConversationPane = ({ pairNames, counterpart, team, coversList, ...body }: Properties) => {
  const { conversation, pair, name } = body;
  const styles = useStyles();
  return (
    <main
      className={styles.pane}
      tabIndex={-1}
      aria-label={say('conversation.label', { name: isolated(name) })}
    >
      <ConversationHeader {...{ conversation, pair, pairNames, name, counterpart, team, coversList }} />
      <ConversationBody key={conversation.id} {...body} />
    </main>
  );
};
