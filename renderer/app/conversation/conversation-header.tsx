/** The conversation's name, topic, number of members and service; of a linked one both sides'. */
import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { memo, useMemo } from 'react';
import { CommandButton } from '../commands/command-button.tsx';
import { BackIcon } from '../theme/way-icons.tsx';
import type { Conversation, Person } from '../../model/index.ts';
import { ConversationIcon } from '../list/conversation-icon.tsx';
import { usePhotos } from '../pictures/use-photos.ts';
import { usePresences } from '../presence/presences-provider.tsx';
import { ServiceMark } from '../theme/service-mark.tsx';
import { LinkedButton, LinkItem } from '../links/header-link.tsx';
import type { Pair } from '../pairs/pairs.ts';
import { SetbackWord } from '../setbacks/setback-mark.tsx';
import { useSetbacksOf } from '../setbacks/setbacks-provider.tsx';
import { aboutLine, serviceName, type PairNames } from '../words/names.ts';
import { MoreButton } from '../choices/more-button.tsx';
import { MembersCount } from './members-count.tsx';
import { NoticeMenu } from './notice-menu.tsx';
import { OpenIn } from './open-in.tsx';
import { say } from '../words/catalogue/say.ts';
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
    // Beside a thread there is little room: the name comes before the numbers of members (members-count.tsx).
    containerType: 'inline-size',
    containerName: 'header',
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
  // It runs as its own words do, from the side where the screen begins.
  topic: { alignSelf: 'flex-start', maxWidth: '100%', color: tokens.colorNeutralForeground3 },
});

interface Properties {
  readonly conversation: Conversation;
  /** The two conversations of the pair; null if it is not linked. */
  readonly pair: Pair | null;
  readonly pairNames: PairNames | null;
  readonly name: string;
  readonly counterpart: Person | null;
  readonly team: string | null;
  /** The list is not beside it. */
  readonly coversList: boolean;
}

export const ConversationHeader = memo((properties: Properties) => {
  const { conversation, pair, pairNames, name, counterpart, team, coversList } = properties;
  const styles = useStyles();
  const photos = usePhotos([counterpart]);
  const presences = usePresences();
  const sides = useMemo(() => (pair ? [pair.mattermost, pair.teams] : [conversation]), [pair, conversation]);
  const about = aboutLine([team, counterpart?.jobTitle, archivedWords(sides), conversation.topic]);
  return (
    <header className={mergeClasses(styles.header, coversList && styles.narrow)}>
      {coversList && <CommandButton id="show-list" icon={<BackIcon />} />}
      <ConversationIcon
        conversation={conversation}
        name={name}
        person={counterpart}
        photo={counterpart === null ? undefined : photos.get(counterpart.id)}
        presence={counterpart === null ? undefined : presences.get(counterpart.id)?.presence}
        size={36}
      />
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
      <MembersCount sides={sides} />
      <NoticeMenu sides={sides} />
      <OpenIn sides={sides} />
      <MoreButton sides={sides} extra={pair ? null : <LinkItem conversation={conversation} />} />
    </header>
  );
});
ConversationHeader.displayName = 'ConversationHeader';

/** `archived`; of a linked conversation of which one side only is archived, where. */
const archivedWords = (sides: readonly Conversation[]): string => {
  const archived = sides.filter((side) => side.archived);
  if (archived.length === 0) return '';
  return archived.length === sides.length
    ? say('conversation.archived')
    : say('conversation.archived-in', {
        services: english.list(archived.map(({ service }) => serviceName(service))),
      });
};
