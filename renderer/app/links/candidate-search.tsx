/** Searches by name for a conversation to link. Enter chooses it, Enter again confirms. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkFilled } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import type { ConversationId } from '../../model/index.ts';
import { Finder } from '../finding/finder.tsx';
import { FoundName } from '../finding/found-name.tsx';
import { ConversationIcon } from '../list/conversation-icon.tsx';
import { say } from '../words/catalogue/say.ts';
import { kindWord } from '../words/link-sentences.ts';
import { matching, type Candidate } from './candidates.ts';

const useStyles = makeStyles({
  end: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  tick: { color: tokens.colorBrandForeground1, fontSize: '18px', display: 'block' },
});

interface Properties {
  readonly candidates: readonly Candidate[];
  /** The other service's name. */
  readonly there: string;
  /** Whether every account has listed its conversations. */
  readonly complete: boolean;
  readonly chosen: ConversationId | null;
  readonly choose: (candidate: Candidate) => void;
  readonly confirm: (candidate: Candidate) => void;
}

export const CandidateSearch = ({ candidates, there, complete, chosen, choose, confirm }: Properties) => {
  const styles = useStyles();
  const [filter, setFilter] = useState('');
  const found = useMemo(() => matching(candidates, filter), [candidates, filter]);
  const isChosen = ({ conversation }: Candidate): boolean => conversation.id === chosen;
  const nothing =
    candidates.length > 0
      ? say('link.search.no-match', { service: there, filter })
      : complete
        ? say('link.search.none', { service: there })
        : say('link.search.not-all-here', { service: there });
  return (
    <Finder
      {...{ filter, found, isChosen, nothing }}
      type={setFilter}
      keyOf={({ conversation }) => conversation.id}
      isOff={({ against }) => against !== null}
      choose={(candidate, by) =>
        by === 'key' && isChosen(candidate) ? confirm(candidate) : choose(candidate)
      }
      row={(candidate) => (
        <>
          <ConversationIcon
            conversation={candidate.conversation}
            name={candidate.name}
            person={null}
            size={28}
          />
          <FoundName name={candidate.name} about={[candidate.about, kindWord(candidate.conversation.kind)]} />
          <span className={styles.end}>
            {candidate.against === 'linked' && say('link.candidate.linked')}
            {candidate.against === 'archived' && say('conversation.archived')}
            {isChosen(candidate) && <CheckmarkFilled className={styles.tick} aria-hidden />}
          </span>
        </>
      )}
      placeholder={say('link.search.placeholder')}
      label={say('link.search.label', { service: there })}
      listLabel={say('link.search.list', { service: there })}
    />
  );
};
