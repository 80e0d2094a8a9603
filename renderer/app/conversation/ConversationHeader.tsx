/** The conversation's name, topic, number of members and service. */
import { Button, makeStyles, mergeClasses, Text, tokens, Tooltip } from '@fluentui/react-components';
import { ArrowLeftRegular, OpenRegular, PeopleRegular } from '@fluentui/react-icons';
import { useLiveQuery } from 'dexie-react-hooks';
import type { Conversation, Person } from '../../model/index.ts';
import { ConversationIcon } from '../list/ConversationIcon.tsx';
import { ServiceMark } from '../list/ServiceMark.tsx';
import { LinkedButton, LinkMenu, type PairNames } from '../links/HeaderLink.tsx';
import type { Pair } from '../links/pairs.ts';
import { safeHref } from '../rich/links.ts';
import { SetbackWord } from '../setbacks/SetbackMark.tsx';
import { useSetbacksOf } from '../setbacks/SetbacksProvider.tsx';
import { counted } from '../words/when.ts';
import { serviceName } from '../words/names.ts';
import { useOpenLink } from '../world/use-open-link.ts';
import { useWorld } from '../world/world.ts';
import { english } from '../words/locale.ts';

const useStyles = makeStyles({
  header: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    height: '60px',
    flexShrink: 0,
    padding: '0 16px 0 20px',
    boxSizing: 'border-box',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  narrow: { paddingInlineStart: '8px', gap: '8px' },
  titles: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  title: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
  },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  topic: { color: tokens.colorNeutralForeground3 },
  members: {
    color: tokens.colorNeutralForeground3,
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    flexShrink: 0,
  },
});

interface Properties {
  readonly conversation: Conversation;
  /** The two that this one stands for; null where it is not linked. */
  readonly pair: Pair | null;
  readonly pairNames: PairNames | null;
  readonly name: string;
  readonly counterpart: Person | null;
  readonly team: string | null;
  /** Goes back to the list; absent where the list is beside it. */
  readonly back: (() => void) | undefined;
}

export const ConversationHeader = (properties: Properties) => {
  const { conversation, pair, pairNames, name, counterpart, team, back } = properties;
  const styles = useStyles();
  const openLink = useOpenLink();
  const members = useMembersCount(conversation);
  const url = safeHref(conversation.webUrl);
  const topic = conversation.topic.replace(/\s+/g, ' ').trim();
  const about = [team, counterpart?.jobTitle, conversation.archived ? 'archived' : '', topic]
    .filter(Boolean)
    .join(' · ');
  return (
    <header className={mergeClasses(styles.header, back && styles.narrow)}>
      {back && (
        <Button
          appearance="subtle"
          icon={<ArrowLeftRegular />}
          aria-label="Back to the list"
          onClick={back}
        />
      )}
      <ConversationIcon conversation={conversation} name={name} person={counterpart} size={36} />
      <div className={styles.titles}>
        <div className={styles.title}>
          <h1 className={mergeClasses(styles.name, styles.cut)} title={name}>
            <bdi>{name}</bdi>
          </h1>
          {pair && pairNames ? (
            <LinkedButton pair={pair} names={pairNames} />
          ) : (
            <ServiceMark service={conversation.service} />
          )}
          <SetbackWord setbacks={useSetbacksOf(conversation.id)} />
        </div>
        {about !== '' && (
          <Text size={200} className={mergeClasses(styles.topic, styles.cut)} dir="auto" title={about}>
            {about}
          </Text>
        )}
      </div>
      {members > 2 && (
        <Tooltip content={counted(members, 'member')} relationship="description">
          <Text size={200} className={styles.members} aria-label={counted(members, 'member')}>
            <PeopleRegular fontSize={16} aria-hidden /> {english.number(members)}
          </Text>
        </Tooltip>
      )}
      {url !== null && (
        <Tooltip content={`Open in ${serviceName(conversation.service)}`} relationship="label">
          <Button appearance="subtle" icon={<OpenRegular />} onClick={() => openLink(url)} />
        </Tooltip>
      )}
      {!pair && <LinkMenu conversation={conversation} />}
    </header>
  );
};

/** Participants of a chat; members of a channel once the engine has brought them; 0 while unknown. */
const useMembersCount = ({ id, participants }: Conversation): number => {
  const { database } = useWorld();
  const members = useLiveQuery(() => database.members.get(id), [database, id]);
  return participants.length > 0 ? participants.length : (members?.personIds.length ?? 0);
};
