/** What was not carried, and what was not taken from the services, by reason (design, decision 6). */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { NotCarried } from '../../store/index.ts';
import type { RelayHealth } from '../../relay-health/health.ts';
import type { LinkReport } from '../../relay-health/link-reports.ts';
import { say } from '../words/catalogue/say.ts';
import { discardSentence } from '../words/discard-sentences.ts';
import { notCarriedSentence } from '../words/link-sentences.ts';
import { serviceName } from '../words/names.ts';
import { FigureList, type RelayFigure } from './figure-list.tsx';
import { RelayCard } from './relay-card.tsx';

const useStyles = makeStyles({
  title: {
    margin: '0 0 4px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface Properties {
  readonly links: readonly LinkReport[];
  readonly discarded: RelayHealth['discarded'];
}

export const PutAsideCard = ({ links, discarded }: Properties) => {
  const styles = useStyles();
  const parts: readonly { readonly title: string; readonly figures: readonly RelayFigure[] }[] = [
    { title: say('relay.put-aside.left'), figures: leftOf(links) },
    ...(['mattermost', 'teams'] as const).map((service) => ({
      title: say('relay.put-aside.discarded', { service: serviceName(service) }),
      figures: discarded
        .filter((one) => one.service === service && one.count > 0)
        .map(({ reason, count }) => ({ name: discardSentence(reason), count })),
    })),
  ];
  const told = parts.filter(({ figures }) => figures.length > 0);
  return (
    <RelayCard title={say('relay.put-aside')}>
      {told.length === 0 && <Text className={styles.quiet}>{say('relay.put-aside.nothing')}</Text>}
      {told.map(({ title, figures }) => (
        <div key={title}>
          <h3 className={styles.title}>{title}</h3>
          <FigureList figures={figures} />
        </div>
      ))}
    </RelayCard>
  );
};

/** How much was left where it is, over all links, the most frequent reason first. */
const leftOf = (links: readonly LinkReport[]): readonly RelayFigure[] => {
  const sums = new Map<NotCarried, number>();
  for (const { left } of links)
    for (const [reason, count] of Object.entries(left))
      sums.set(reason as NotCarried, (sums.get(reason as NotCarried) ?? 0) + count);
  return [...sums]
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => ({ name: notCarriedSentence(reason), count }));
};
