/** What was carried today, and what is in hand: how much in which state, and for how long. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Service } from '../../model/index.ts';
import { outboxStates } from '../../relay-health/health.ts';
import { say } from '../words/catalogue/say.ts';
import { ageWords, directionWords, outboxStateWords } from '../words/relay/relay-sentences.ts';
import { useOfNow } from '../world/use-now.ts';
import { FigureList } from './figure-list.tsx';
import { RelayCard } from './relay-card.tsx';
import { usePartStyles } from './use-part-styles.ts';
import { useCarriedToday, type HealthThen } from './use-relay.ts';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
});

const services: readonly Service[] = ['mattermost', 'teams'];

export const CarryingCard = ({ then }: { readonly then: HealthThen | undefined }) => {
  const styles = useStyles();
  const parts = usePartStyles();
  const today = useCarriedToday();
  const oldest = then?.health.outbox.oldestSeconds ?? 0;
  const age = useOfNow((now) => (then ? ageWords(oldest + Math.max(0, now - then.at) / 1_000) : ''));
  if (today === undefined || then === undefined) return null;
  const { outbox, connectedPeople } = then.health;
  const held = outboxStates.flatMap((state) => {
    const count = outbox.rows.get(state) ?? 0;
    return count === 0 ? [] : [{ name: outboxStateWords(state), count }];
  });
  return (
    <RelayCard title={say('relay.carrying')} about={say('relay.connected', { count: connectedPeople })}>
      <div className={parts.parts}>
        <div data-testid="relay-today">
          <h3 className={parts.title}>{say('relay.today')}</h3>
          <FigureList
            figures={services.map((from) => ({ name: directionWords(from), count: today[from] }))}
          />
        </div>
        <div data-testid="relay-outbox">
          <h3 className={parts.title}>{say('relay.outbox')}</h3>
          {held.length === 0 ? (
            <Text className={styles.quiet}>{say('relay.outbox.nothing')}</Text>
          ) : (
            <FigureList figures={held} />
          )}
          {oldest > 0 && (
            <Text size={200} className={styles.quiet}>
              {say('relay.outbox.oldest', { age })}
            </Text>
          )}
        </div>
      </div>
    </RelayCard>
  );
};
