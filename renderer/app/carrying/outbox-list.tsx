/** The list of messages that are being carried, each with its conversation and its state. A press on its text opens it. */
import { oneLine, otherService } from '../../model/index.ts';
import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { Directory } from '../directory/use-directory.ts';
import { ServiceMark } from '../theme/service-mark.tsx';
import { useNavigation } from '../navigation/navigation.ts';
import { actionWord, carryStatus } from '../words/carry-sentences.ts';
import { conversationName } from '../words/names.ts';
import { useOfNow } from '../world/use-now.ts';
import { useCarryHalts } from './halts.ts';
import type { OutboxItem } from './overview.ts';
import { useCarryActions } from './use-carry-actions.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '0 0 8px', padding: 0 },
  item: { padding: '8px 0', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  text: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    width: '100%',
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover > span:last-child': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  about: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  warning: { color: tokens.colorStatusWarningForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
  actions: { display: 'flex', gap: '4px', marginInlineStart: '-6px' },
  action: { minWidth: 'auto', height: '22px', paddingInline: '6px' },
  more: { color: tokens.colorNeutralForeground3 },
});

/** At most this many are listed. The others are only counted. */
const most = 50;

interface Properties {
  readonly items: readonly OutboxItem[];
  readonly directory: Directory;
  /** Something else is shown now. */
  readonly leave: () => void;
}

export const OutboxList = ({ items, directory, leave }: Properties) => {
  const styles = useStyles();
  return (
    <>
      <ul className={styles.list}>
        {items.slice(0, most).map((item) => (
          <Item key={item.row.messageId} item={item} directory={directory} leave={leave} />
        ))}
      </ul>
      {items.length > most && (
        <Text size={200} className={styles.more}>
          {say('overview.more', { count: items.length - most })}
        </Text>
      )}
    </>
  );
};

const Item = ({
  item: { row, message, account },
  directory,
  leave,
}: { readonly item: OutboxItem } & Omit<Properties, 'items'>) => {
  const styles = useStyles();
  const act = useCarryActions();
  const { openMessage } = useNavigation();
  const halt = useCarryHalts().get(account) ?? null;
  const status = useOfNow((now) => carryStatus(row.state, otherService(row.service), halt, now));
  const place = usePlaceName(message.conversationId, directory);
  const text = oneLine(message.plain);
  return (
    <li className={styles.item} data-testid="outbox-item">
      <button
        type="button"
        className={styles.text}
        title={say('carry.outbox.show')}
        onClick={() => {
          leave();
          openMessage(message);
        }}
      >
        <ServiceMark service={row.service} size="small" />
        <span className={styles.cut} dir="auto">
          {text === '' ? say('message.attachment') : text}
        </span>
      </button>
      <div className={styles.about}>
        <bdi>{place}</bdi> ·{' '}
        <span className={mergeClasses(status.tone !== 'quiet' && styles[status.tone])}>{status.text}</span>
      </div>
      {status.actions.length > 0 && (
        <div className={styles.actions}>
          {status.actions.map((action) => (
            <Button
              key={action}
              className={styles.action}
              size="small"
              appearance="subtle"
              onClick={() => act(action, [message])}
            >
              {actionWord(action)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
};

const usePlaceName = (
  id: OutboxItem['message']['conversationId'],
  { all, accounts, people }: Directory,
): string =>
  useMemo(() => {
    const conversation = all.find((one) => one.id === id);
    if (!conversation) return '';
    const me = accounts.find((account) => account.id === conversation.accountId)?.me ?? null;
    return conversationName(conversation, people, me);
  }, [id, all, accounts, people]);
