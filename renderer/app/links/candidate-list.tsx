/** The conversations one can link with: a virtual list box, driven by the keyboard from the search field above it. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkFilled } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ConversationId } from '../../model/index.ts';
import { ConversationIcon } from '../list/conversation-icon.tsx';
import { kindWord } from '../words/link-sentences.ts';
import type { Candidate } from './candidates.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  scroller: {
    height: 'min(336px, 40vh)',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  inner: { position: 'relative', width: '100%' },
  row: {
    position: 'absolute',
    insetInlineStart: 0,
    top: 0,
    width: '100%',
    height: '48px',
    boxSizing: 'border-box',
    padding: '0 12px',
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr) auto',
    columnGap: '10px',
    alignItems: 'center',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  // No shadow: forced colours draw none.
  active: { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  chosen: { backgroundColor: tokens.colorBrandBackground2 },
  against: { cursor: 'default', opacity: 0.55, ':hover': { backgroundColor: 'transparent' } },
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  about: { fontSize: tokens.fontSizeBase200, lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  end: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  tick: { color: tokens.colorBrandForeground1, fontSize: '18px', display: 'block' },
});

/** The id of a row, for aria-activedescendant. */
export const optionId = (id: ConversationId): string => `candidate-${id}`.replace(/\s/g, '-');

interface Properties {
  readonly id: string;
  readonly label: string;
  readonly candidates: readonly Candidate[];
  /** Where the keyboard is. */
  readonly active: number;
  readonly chosen: ConversationId | null;
  readonly choose: (candidate: Candidate) => void;
}

export const CandidateList = ({ id, label, candidates, active, chosen, choose }: Properties) => {
  const styles = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: candidates.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 48,
    overscan: 6,
  });
  useEffect(() => {
    if (active >= 0 && active < candidates.length) virtualizer.scrollToIndex(active);
  }, [active, candidates, virtualizer]);
  return (
    <div ref={scroller} id={id} className={styles.scroller} role="listbox" aria-label={label}>
      <div className={styles.inner} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const candidate = candidates[index];
          if (!candidate) return null;
          const { conversation, name, about, against } = candidate;
          const isChosen = conversation.id === chosen;
          return (
            <div
              key={conversation.id}
              id={optionId(conversation.id)}
              role="option"
              aria-selected={isChosen}
              aria-disabled={against !== null}
              aria-posinset={index + 1}
              aria-setsize={candidates.length}
              className={mergeClasses(
                styles.row,
                isChosen && styles.chosen,
                index === active && styles.active,
                against !== null && styles.against,
              )}
              style={{ transform: `translateY(${start}px)` }}
              // The search field keeps the focus, and with it the keys.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(candidate)}
            >
              <ConversationIcon conversation={conversation} name={name} person={null} size={28} />
              <div className={styles.line}>
                <div className={styles.line} title={name}>
                  <bdi>{name}</bdi>
                </div>
                <div className={mergeClasses(styles.line, styles.about)}>
                  {[about, kindWord(conversation.kind)].filter(Boolean).join(' · ')}
                </div>
              </div>
              <span className={styles.end}>
                {against === 'linked' && say('link.candidate.linked')}
                {against === 'archived' && say('conversation.archived')}
                {isChosen && <CheckmarkFilled className={styles.tick} aria-hidden />}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
};
