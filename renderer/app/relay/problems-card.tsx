/** What was refused, with the reason in words, and which link it concerns. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { LinkReport } from '../../relay-health/link-reports.ts';
import { failureSentence } from '../words/carry-sentences.ts';
import { say } from '../words/catalogue/say.ts';
import { isolated } from '../words/names.ts';
import { problemsOf } from './problems.ts';
import { RelayCard } from './relay-card.tsx';
import { useRefused } from './use-relay.ts';

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
  },
  item: { overflowWrap: 'anywhere' },
  quiet: { display: 'block', color: tokens.colorNeutralForeground3 },
});

export const ProblemsCard = ({ links }: { readonly links: readonly LinkReport[] }) => {
  const styles = useStyles();
  const refused = useRefused();
  const problems = useMemo(() => problemsOf(refused ?? []), [refused]);
  if (refused === undefined) return null;
  const places = new Map(links.map(({ id, mattermost, teams }) => [id, mattermost ?? teams]));
  return (
    <RelayCard title={say('relay.problems')}>
      {problems.length === 0 ? (
        <Text className={styles.quiet}>{say('relay.problems.none')}</Text>
      ) : (
        <ul className={styles.list} data-testid="relay-problems">
          {problems.map(({ key, linkId, to, reason, count }) => (
            <li key={key} className={styles.item}>
              {failureSentence(reason, to)}
              <Text size={200} className={styles.quiet}>
                {say('relay.problem.count', {
                  count,
                  place: isolated(places.get(linkId) ?? say('relay.problem.unnamed')),
                })}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </RelayCard>
  );
};
