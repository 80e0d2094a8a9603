/** One target in the list: its name, what distinguishes it from others of its name, and its unread count. Plain elements. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { WindowConsoleRegular } from '@fluentui/react-icons';
import { FoundName } from '../finding/found-name.tsx';
import { ConversationIcon } from '../list/conversation-icon.tsx';
import { LinkedMark } from '../list/linked-mark.tsx';
import { PersonAvatar } from '../message/person-avatar.tsx';
import { useAvatarStyles } from '../theme/avatar-styles.ts';
import { CountMark, MentionMark } from '../theme/count-mark.tsx';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { ServiceMark } from '../theme/service-mark.tsx';
import { say } from '../words/catalogue/say.ts';
import { otherPersonOf, type People } from '../words/names.ts';
import type { Me } from '../directory/use-me.ts';
import type { ConversationTarget, Target } from './entries.ts';

const useStyles = makeStyles({
  end: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  press: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
});

interface Properties {
  readonly target: Target;
  readonly people: People;
  readonly me: Me;
}

export const TargetRow = ({ target, people, me }: Properties) => {
  const styles = useStyles();
  switch (target.kind) {
    case 'conversation':
      return <ConversationTargetRow target={target} people={people} me={me} />;
    case 'person':
      return (
        <>
          <PersonAvatar name={target.name} size={28} bot={target.person.kind === 'bot'} />
          <FoundName name={target.name} about={target.about} />
          <ServiceMark service={target.service} size="small" />
        </>
      );
    case 'command':
      return (
        <>
          <CommandIcon />
          <FoundName name={target.name} about={[say('switcher.command')]} />
          <span className={styles.press} dir="ltr">
            {target.press}
          </span>
        </>
      );
  }
};

const CommandIcon = () => {
  const styles = useAvatarStyles();
  return (
    <span className={mergeClasses(styles.box, styles[28], styles.square)} aria-hidden>
      <WindowConsoleRegular />
    </span>
  );
};

const ConversationTargetRow = ({
  target,
  people,
  me,
}: Omit<Properties, 'target'> & { readonly target: ConversationTarget }) => {
  const styles = useStyles();
  const { conversation, name, otherName, about, linked, unread } = target;
  const other = otherPersonOf(conversation, me.get(conversation.accountId) ?? null);
  return (
    <>
      <ConversationIcon
        conversation={conversation}
        name={name}
        person={other === null ? null : (people.get(other) ?? null)}
        size={28}
      />
      <FoundName
        name={name}
        about={[otherName, ...about, conversation.archived ? say('conversation.archived') : '']}
        strong={unread}
      />
      <span className={styles.end}>
        {conversation.mentions > 0 && <MentionMark count={conversation.mentions} />}
        {unread && <CountMark color="brand" count={conversation.unread} />}
        {linked ? <LinkedMark /> : <ServiceMark service={conversation.service} size="small" />}
        {(unread || linked) && <OnlyHeard>{heard(target)}</OnlyHeard>}
      </span>
    </>
  );
};

/** The marks in words. */
const heard = ({ conversation, linked, unread }: ConversationTarget): string =>
  [
    unread ? say('counts.unread', { count: conversation.unread }) : '',
    conversation.mentions > 0 ? say('counts.mentions', { count: conversation.mentions }) : '',
    linked ? say('list.row.linked') : '',
  ]
    .filter(Boolean)
    .map((word) => `, ${word}`)
    .join('');
