/** One link on the links screen: both sides, controls, and behind a disclosure what was not carried and why. */
import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ArrowSwapRegular, ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useId, useMemo, useState } from 'react';
import type { Service } from '../../model/index.ts';
import { readNotCarried } from '../../store/index.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { notCarriedSentence } from '../words/link-sentences.ts';
import { isolated } from '../words/names.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import type { LinkEntry, LinkSide } from './link-entries.ts';
import { LinkControls } from './link-controls.tsx';
import { useNavigation } from '../navigation/navigation.ts';
import type { LinkIntent } from './use-link-intents.ts';
import { english } from '../words/locale.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  card: {
    padding: '12px 16px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    // There may be hundreds of direct messages, so cards out of sight are not drawn.
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 150px',
  },
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto minmax(0, 1fr)',
    columnGap: '12px',
    alignItems: 'center',
    '@media (max-width: 520px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '6px' },
  },
  between: {
    fontSize: '16px',
    color: tokens.colorNeutralForeground3,
    '@media (max-width: 520px)': { display: 'none' },
  },
  side: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  names: { minWidth: 0 },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  name: {
    display: 'block',
    maxWidth: '100%',
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    color: 'inherit',
    textAlign: 'start',
  },
  link: {
    cursor: 'pointer',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  disclosure: { alignSelf: 'start', marginInlineStart: '-8px' },
  reasons: { margin: 0, padding: 0, listStyleType: 'none', fontSize: tokens.fontSizeBase200 },
  reason: { display: 'flex', justifyContent: 'space-between', gap: '24px', padding: '3px 0' },
  count: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
});

export const LinkCard = ({ entry, intents }: { entry: LinkEntry; intents: readonly LinkIntent[] }) => {
  const styles = useStyles();
  const { link, mattermost, teams, account, contradicted } = entry;
  return (
    <li className={styles.card} data-testid="link-card">
      <div className={styles.sides}>
        <Side service="mattermost" side={mattermost} />
        <ArrowSwapRegular className={styles.between} aria-label={say('link.card.between')} />
        <Side service="teams" side={teams} />
      </div>
      {account !== null && (
        <LinkControls
          link={link}
          account={account}
          intents={intents}
          names={{ mattermost: mattermost.name, teams: teams.name }}
          contradicted={contradicted}
        />
      )}
      <NotCarried linkId={link.id} />
    </li>
  );
};

const Side = ({ service, side }: { service: Service; side: LinkSide }) => {
  const styles = useStyles();
  const { openConversation } = useNavigation();
  const { conversation, name, team } = side;
  return (
    <div className={styles.side}>
      <ServiceMark service={service} />
      <div className={styles.names}>
        {conversation ? (
          <button
            type="button"
            className={mergeClasses(styles.name, styles.cut, styles.link)}
            title={say('action.open', { name: isolated(name) })}
            onClick={() => openConversation(conversation.id)}
          >
            <bdi>{name}</bdi>
          </button>
        ) : (
          <span className={mergeClasses(styles.name, styles.cut)} title={name}>
            <bdi>{name}</bdi>
          </span>
        )}
        {team !== '' && (
          <Text size={200} block className={mergeClasses(styles.quiet, styles.cut)}>
            {team}
          </Text>
        )}
      </div>
    </div>
  );
};

const NotCarried = ({ linkId }: { linkId: string }) => {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  const asked = useMemo(
    () => query('not-carried', ['notCarried'], (tables) => readNotCarried(tables, linkId)),
    [linkId],
  );
  const rows = useQuery(asked) ?? [];
  const counts = rows.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <>
      <Button
        className={styles.disclosure}
        size="small"
        appearance="subtle"
        icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen((before) => !before)}
      >
        {say('counts.not-carried', { count: total })}
      </Button>
      <ul id={id} className={styles.reasons} hidden={!open}>
        {counts.map(({ reason, count }) => (
          <li key={reason} className={styles.reason}>
            <span>{notCarriedSentence(reason)}</span>
            <span className={styles.count}>{english.number(count)}</span>
          </li>
        ))}
      </ul>
    </>
  );
};
