/** The number of members of a conversation. A linked one has a number for each side, because not everybody is in both. */
import { makeStyles, Text, tokens, Tooltip } from '@fluentui/react-components';
import { PeopleRegular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import type { Conversation } from '../../model/index.ts';
import { readMemberRows } from '../../store/index.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { english } from '../words/locale.ts';
import { serviceName } from '../words/names.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  members: {
    color: tokens.colorNeutralForeground3,
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    flexShrink: 0,
    '@container header (max-width: 439px)': { display: 'none' },
  },
  seen: { display: 'inline-flex', alignItems: 'center', gap: '4px' },
});

/** With two or fewer on every side, the name shows the members already. */
const worthTelling = 3;

export const MembersCount = ({ sides }: { sides: readonly Conversation[] }) => {
  const styles = useStyles();
  const counts = useCounts(sides);
  if (counts.every((count) => count < worthTelling)) return null;
  const linked = sides.length > 1;
  const known = sides
    .map(({ id, service }, at) => ({ id, service, count: counts[at] ?? 0 }))
    .filter(({ count }) => count > 0);
  const words = english.list(
    known.map(({ service, count }) =>
      linked
        ? say('counts.members-in', { count, service: serviceName(service) })
        : say('counts.members', { count }),
    ),
  );
  return (
    <Tooltip content={words} relationship="description">
      <Text size={200} className={styles.members} data-testid="members">
        <PeopleRegular fontSize={16} aria-hidden />
        {known.map(({ id, service, count }) => (
          <span key={id} className={styles.seen} aria-hidden>
            {linked && <ServiceMark service={service} size="small" note="" />}
            {english.number(count)}
          </span>
        ))}
        <OnlyHeard>{words}</OnlyHeard>
      </Text>
    </Tooltip>
  );
};

/** For each side: the participants of a chat, or the members of a channel after the engine has read them; 0 if not known. */
const useCounts = (sides: readonly Conversation[]): readonly number[] => {
  const key = JSON.stringify(sides.map(({ id }) => id));
  const asked = useMemo(
    () =>
      query('members', ['members'], (tables) =>
        readMemberRows(tables, JSON.parse(key) as Conversation['id'][]),
      ),
    [key],
  );
  const members = useQuery(asked);
  return sides.map(({ participants }, at) =>
    participants.length > 0 ? participants.length : (members?.[at]?.personIds.length ?? 0),
  );
};
