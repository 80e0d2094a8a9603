/** What became of the latest new messages and why, and how often each of that has happened. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { ConversationId } from '../../model/index.ts';
import {
  readMessageRow,
  readNoticeCounts,
  readNoticeOutcomes,
  type NoticeCountRow,
  type NoticeOutcomeRow,
} from '../../store/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { query } from '../queries/query.ts';
import { say } from '../words/catalogue/say.ts';
import { useLocale } from '../words/locale.ts';
import { conversationName } from '../words/names.ts';
import { fullWhen, shortWhen } from '../words/when.ts';
import { caughtBy } from '../world/log-caught.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import { countedSentence, outcomeSentence } from './notice-sentences.ts';
import { useNoticeStyles } from './styles.ts';

const useStyles = makeStyles({
  // The times have one column as wide as the longest of them, which is a word in some languages.
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(76px, max-content) minmax(0, 1fr)',
    columnGap: '12px',
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  line: {
    display: 'grid',
    gridColumn: '1 / -1',
    gridTemplateColumns: 'subgrid',
    padding: '6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  when: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums', lineHeight: '20px' },
  what: { minWidth: 0 },
  name: {
    display: 'block',
    maxWidth: '100%',
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    lineHeight: '20px',
    textAlign: 'start',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { textDecorationLine: 'underline' },
  },
  gone: { cursor: 'default', fontWeight: tokens.fontWeightRegular, fontStyle: 'italic' },
  outcome: { color: tokens.colorNeutralForeground2, lineHeight: '18px', overflowWrap: 'anywhere' },
  more: { alignSelf: 'flex-start' },
  counts: { margin: 0 },
  count: {
    display: 'flex',
    justifyContent: 'space-between',
    columnGap: '16px',
    padding: '4px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  number: { margin: 0, fontVariantNumeric: 'tabular-nums' },
});

/** How many more are shown at a time: few people look at all. */
const atOnce = 50;

const latestQuery = (limit: number) =>
  query('latest-notices', ['noticeOutcomes', 'noticeCounts'], async (tables) => ({
    outcomes: await readNoticeOutcomes(tables, limit),
    counts: await readNoticeCounts(tables),
  }));

interface Properties {
  readonly directory: Directory;
  /** Called when the user goes to one of the messages. */
  readonly leave: () => void;
}

export const LatestNotices = ({ directory, leave }: Properties) => {
  const styles = useStyles();
  const shared = useNoticeStyles();
  const [limit, setLimit] = useState(atOnce);
  // One more than is shown tells whether there are more.
  const answer = useQuery(useMemo(() => latestQuery(limit + 1), [limit]));
  // While more are read, those that are shown stay: the reader keeps their place, and the button the focus.
  const [read, setRead] = useState(answer);
  if (answer !== undefined && answer !== read) setRead(answer);
  if (read === undefined) return null;
  const { outcomes, counts } = read;
  return (
    <>
      <section className={shared.section} aria-labelledby="notices-latest">
        <h3 className={shared.title} id="notices-latest">
          {say('notices.latest')}
        </h3>
        {outcomes.length === 0 ? (
          <p className={shared.hint}>{say('notices.latest.none')}</p>
        ) : (
          <Outcomes outcomes={outcomes.slice(0, limit)} directory={directory} leave={leave} />
        )}
        {outcomes.length > limit && (
          <Button className={styles.more} onClick={() => setLimit(limit + atOnce)}>
            {say('notices.latest.more')}
          </Button>
        )}
      </section>
      {counts.length > 0 && <Counts counts={counts} />}
    </>
  );
};

interface OutcomesProperties extends Properties {
  readonly outcomes: readonly NoticeOutcomeRow[];
}

const Outcomes = ({ outcomes, directory: { all, accounts, people }, leave }: OutcomesProperties) => {
  const styles = useStyles();
  const locale = useLocale();
  const { now, queries, door } = useWorld();
  const { openConversation, openMessage } = useNavigation();
  const byId = useMemo(() => new Map(all.map((one) => [one.id, one])), [all]);
  const me = useMemo(() => new Map(accounts.map((one) => [one.id, one.me])), [accounts]);
  const nameOf = (id: ConversationId): string | null => {
    const conversation = byId.get(id);
    return conversation
      ? conversationName(conversation, people, me.get(conversation.accountId) ?? null)
      : null;
  };
  const open = ({ messageId, conversationId }: NoticeOutcomeRow): void => {
    queries
      .once(query('told-message', ['messages'], (tables) => readMessageRow(tables, messageId)))
      .then((message) => {
        leave();
        if (message) openMessage(message);
        else openConversation(conversationId);
      })
      .catch(caughtBy(door, 'told-message'));
  };
  return (
    <ul className={styles.list}>
      {outcomes.map((row) => {
        const name = nameOf(row.conversationId);
        return (
          <li key={row.messageId} className={styles.line} data-testid="notice-outcome">
            <time className={styles.when} title={fullWhen(row.at, locale)}>
              {shortWhen(row.at, now(), locale)}
            </time>
            <div className={styles.what}>
              {name === null ? (
                <span className={styles.gone}>{say('notices.conversation-gone')}</span>
              ) : (
                <button type="button" className={styles.name} title={name} onClick={() => open(row)}>
                  <bdi>{name}</bdi>
                </button>
              )}
              <div className={styles.outcome}>{outcomeSentence(row.outcome)}</div>
            </div>
          </li>
        );
      })}
    </ul>
  );
};

const Counts = ({ counts }: { counts: readonly NoticeCountRow[] }) => {
  const styles = useStyles();
  const shared = useNoticeStyles();
  const { number } = useLocale();
  const sorted = [...counts].sort((one, other) => other.count - one.count);
  return (
    <section className={shared.section} aria-labelledby="notices-counts">
      <h3 className={shared.title} id="notices-counts">
        {say('notices.counts')}
      </h3>
      <dl className={styles.counts}>
        {sorted.map((row) => (
          <div key={`${row.outcome} ${row.reason}`} className={styles.count}>
            <dt>{countedSentence(row)}</dt>
            <dd className={styles.number}>{number(row.count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
