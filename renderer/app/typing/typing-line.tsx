/**
 * The line above the writing box that says who types. It covers the free space below the messages, so that nothing moves when it comes and
 * goes.
 */
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AccountId, ConversationId, Message, MessageId, PersonId } from '../../model/index.ts';
import { readPeople } from '../../store/index.ts';
import { query } from '../queries/query.ts';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { say } from '../words/catalogue/say.ts';
import { nameList, personName } from '../words/names.ts';
import { useQuery } from '../world/use-query.ts';
import { useWorld } from '../world/world.ts';
import { useTypists } from './use-typists.ts';

const useStyles = makeStyles({
  place: { position: 'relative', height: 0, zIndex: 1 },
  line: {
    position: 'absolute',
    bottom: '-3px',
    insetInlineStart: '20px',
    maxWidth: 'calc(100% - 40px)',
    padding: '0 4px',
    boxSizing: 'border-box',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: '11px',
    lineHeight: '15px',
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** The shortest time between two announcements of one person, ms, because people pause and continue. */
const quietFor = 60_000;

interface Properties {
  readonly conversations: readonly ConversationId[];
  /** The root of the thread; '' for the conversation's own timeline. */
  readonly threadId: MessageId | '';
  /** The newest shown message. Its author has sent what they typed. */
  readonly newest: Message | undefined;
  /** The user, who may type on another computer. */
  readonly me: ReadonlyMap<AccountId, PersonId>;
}

export const TypingLine = ({ conversations, threadId, newest, me }: Properties) => {
  const styles = useStyles();
  const typists = useTypists(conversations, threadId, newest, me);
  const [heard, setHeard] = useState('');
  const announced = useRef(new Map<PersonId, number>());
  return (
    <>
      <div className={styles.place}>
        {typists.length > 0 && <Typists typists={typists} announced={announced} announce={setHeard} />}
      </div>
      {/* Not inside: in right-to-left layout it would be a pixel outside of the window, and the window would scroll. */}
      <OnlyHeard role="status" aria-live="polite">
        {typists.length > 0 ? heard : ''}
      </OnlyHeard>
    </>
  );
};

interface TypistsProperties {
  readonly typists: readonly PersonId[];
  /** When each person was announced last. */
  readonly announced: { readonly current: Map<PersonId, number> };
  readonly announce: (sentence: string) => void;
}

const Typists = ({ typists, announced, announce }: TypistsProperties) => {
  const styles = useStyles();
  const { now } = useWorld();
  const key = JSON.stringify(typists);
  const asked = useMemo(() => {
    const ids = JSON.parse(key) as readonly PersonId[];
    return query('typists', ['people'], (tables) => readPeople(tables, ids));
  }, [key]);
  const people = useQuery(asked);
  const sentence =
    people === undefined
      ? ''
      : say('typing.line', {
          names: nameList(typists.map((id) => personName(id, people))),
          count: typists.length,
        });
  useEffect(() => {
    if (sentence === '') return;
    const known = announced.current;
    const fresh = (JSON.parse(key) as readonly PersonId[]).filter(
      (id) => now() - (known.get(id) ?? -Infinity) >= quietFor,
    );
    for (const id of fresh) known.set(id, now());
    if (fresh.length > 0) announce(sentence);
  }, [key, sentence, announced, announce, now]);
  if (sentence === '') return null;
  return (
    <div className={styles.line} title={sentence} data-testid="typing" aria-hidden>
      {sentence}
    </div>
  );
};
