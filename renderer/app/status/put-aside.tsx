/** The list of events that were put aside, and why. Every discarded event has a named reason and a counter (design, decision 6). */
import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  type PositioningImperativeRef,
  Text,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import { useEffect, useRef, type RefObject } from 'react';
import { InfoRegular } from '@fluentui/react-icons';
import type { Account } from '../../model/index.ts';
import { readDiscardRows } from '../../store/index.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { accountName } from '../words/account-names.ts';
import { discardSentence } from '../words/discard-sentences.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { english } from '../words/locale.ts';
import { withinWindow } from '../theme/positioning.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  // A fixed width, because the rows come after the popover has been positioned.
  surface: {
    width: 'min(420px, calc(100vw - 48px))',
    boxSizing: 'border-box',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    marginTop: '12px',
    fontWeight: tokens.fontWeightSemibold,
  },
  list: { margin: '4px 0 0', padding: 0, listStyleType: 'none', fontSize: tokens.fontSizeBase200 },
  item: { display: 'flex', justifyContent: 'space-between', gap: '24px', padding: '3px 0' },
  count: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export const PutAside = ({ accounts }: { accounts: readonly Account[] }) => {
  const styles = useStyles();
  const position = useRef<PositioningImperativeRef>(null);
  return (
    <Popover withArrow trapFocus positioning={{ ...withinWindow('above-end'), positioningRef: position }}>
      <PopoverTrigger disableButtonEnhancement>
        <Tooltip content={say('discard.title')} relationship="label">
          <Button size="small" appearance="subtle" icon={<InfoRegular />} />
        </Tooltip>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={say('discard.title')}>
        <Text as="h2" weight="semibold" size={400} block style={{ margin: 0 }}>
          {say('discard.title')}
        </Text>
        <Text size={200} className={styles.quiet}>
          {say('discard.about')}
        </Text>
        <PutAsideLists accounts={accounts} position={position} />
      </PopoverSurface>
    </Popover>
  );
};

const allDiscards = query('discards', ['discards'], readDiscardRows);

interface ListsProperties {
  readonly accounts: readonly Account[];
  /** Of the surface around the lists. */
  readonly position: RefObject<PositioningImperativeRef | null>;
}

const PutAsideLists = ({ accounts, position }: ListsProperties) => {
  const styles = useStyles();
  const rows = useQuery(allDiscards);
  useEffect(() => {
    // The surface was placed when it was empty. When it grows, the library places it by its size before it is cut to the window, so it is
    // placed once more after that.
    if (rows === undefined) return undefined;
    const frame = requestAnimationFrame(() => position.current?.updatePosition());
    return () => cancelAnimationFrame(frame);
  }, [rows, position]);
  // "Nothing." is an answer, so nothing is shown before the database has answered.
  if (rows === undefined) return null;
  return accounts.map((account) => {
    const own = rows.filter(({ accountId, count }) => accountId === account.id && count > 0);
    return (
      <section key={account.id}>
        <div className={styles.head}>
          <ServiceMark service={account.service} /> {accountName(account, accounts)}
        </div>
        {own.length === 0 ? (
          <Text size={200} className={styles.quiet}>
            {say('discard.nothing')}
          </Text>
        ) : (
          <ul className={styles.list}>
            {own.map(({ reason, count }) => (
              <li key={reason} className={styles.item}>
                <span>{discardSentence(reason)}</span>
                <span className={styles.count}>{english.number(count)}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    );
  });
};
