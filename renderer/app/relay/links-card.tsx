/** Every link that the relay knows: both sides, who made it, whether it counts, and how much went over it. Those that do not count come first. */
import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, WarningFilled } from '@fluentui/react-icons';
import { useState } from 'react';
import type { LinkReport } from '../../relay-health/link-reports.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { say } from '../words/catalogue/say.ts';
import { aboutLine, isolated } from '../words/names.ts';
import { linkHealthSentence } from '../words/relay/relay-sentences.ts';
import { RelayCard } from './relay-card.tsx';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  link: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 4fr)',
    columnGap: '20px',
    rowGap: '4px',
    padding: '10px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  side: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0, lineHeight: '22px' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  unseen: { fontStyle: 'italic', color: tokens.colorNeutralForeground3 },
  about: { minWidth: 0, overflowWrap: 'anywhere' },
  health: { display: 'flex', alignItems: 'flex-start', gap: '6px', lineHeight: '20px' },
  icon: { fontSize: '16px', flexShrink: 0, marginTop: '2px' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusWarningForeground1 },
  quiet: { display: 'block', color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
});

/** So many are shown at first: an organisation may have hundreds, and those that need somebody come first. */
const few = 30;

export const LinksCard = ({ links }: { readonly links: readonly LinkReport[] }) => {
  const styles = useStyles();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? links : links.slice(0, few);
  const good = links.filter(({ carried }) => carried).length;
  return (
    <RelayCard
      title={say('relay.links')}
      {...(links.length === 0 ? {} : { about: say('relay.links.count', { count: links.length, good }) })}
    >
      {links.length === 0 ? (
        <Text className={styles.quiet}>{say('relay.links.none')}</Text>
      ) : (
        <ul className={styles.list}>
          {shown.map((link) => (
            <li key={link.id} className={styles.link} data-testid="relay-link">
              <LinkLine link={link} />
            </li>
          ))}
        </ul>
      )}
      {shown.length < links.length && (
        <div>
          <Button size="small" onClick={() => setShowsAll(true)}>
            {say('relay.links.all', { count: links.length })}
          </Button>
        </div>
      )}
    </RelayCard>
  );
};

const countsOf = ({ byRelay, byAuthors, waiting, failed }: LinkReport): string => {
  const refused = Object.values(failed).reduce((all, count) => all + count, 0);
  return aboutLine([
    say('relay.link.by-relay', { count: byRelay }),
    byAuthors === 0 ? null : say('relay.link.by-authors', { count: byAuthors }),
    waiting === 0 ? null : say('relay.link.waiting', { count: waiting }),
    refused === 0 ? null : say('relay.link.failed', { count: refused }),
  ]);
};

/** A link that is not carried, though nothing is wrong with it, is neither good nor bad. */
const signOf = ({ health, carried }: LinkReport): 'good' | 'bad' | null => {
  if (health === 'unchecked') return null;
  if (health !== 'good') return 'bad';
  return carried ? 'good' : null;
};

const LinkLine = ({ link }: { readonly link: LinkReport }) => {
  const styles = useStyles();
  const sign = signOf(link);
  return (
    <>
      <div className={styles.about}>
        {(['mattermost', 'teams'] as const).map((service) => (
          <div key={service} className={styles.side}>
            <ServiceMark service={service} size="small" />
            <bdi
              className={mergeClasses(styles.name, link[service] === null && styles.unseen)}
              title={link[service] ?? ''}
            >
              {link[service] ?? say('relay.link.unseen')}
            </bdi>
          </div>
        ))}
      </div>
      <div className={styles.about}>
        <div className={styles.health}>
          {sign === 'good' && (
            <CheckmarkCircleFilled className={mergeClasses(styles.icon, styles.good)} aria-hidden />
          )}
          {sign === 'bad' && <WarningFilled className={mergeClasses(styles.icon, styles.bad)} aria-hidden />}
          <span>{linkHealthSentence(link)}</span>
        </div>
        <Text size={200} className={styles.quiet}>
          {link.madeBy === null
            ? say('relay.link.made-by-unknown')
            : say('relay.link.made-by', { name: isolated(link.madeBy) })}
        </Text>
        <Text size={200} className={styles.quiet}>
          {countsOf(link)}
        </Text>
      </div>
    </>
  );
};
