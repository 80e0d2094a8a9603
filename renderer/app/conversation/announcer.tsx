/** Tells screen readers of new messages. The list itself is not announced, because otherwise scrolling would read everything aloud. */
import { useEffect, useRef, useState } from 'react';
import { OnlyHeard } from '../theme/only-heard.tsx';
import { isolated, personName } from '../words/names.ts';
import type { Timeline } from '../timeline/timeline.ts';

export const Announcer = ({ timeline }: { timeline: Timeline }) => {
  const newestAt = useRef<number | null>(null);
  const [sentence, setSentence] = useState('');
  const { kind, messages, people } = timeline;
  useEffect(() => {
    if (kind !== 'ready') return;
    const newest = messages.at(-1);
    const before = newestAt.current;
    newestAt.current = newest?.createdAt ?? 0;
    if (before === null || newest === undefined || newest.createdAt <= before || newest.kind === 'system')
      return;
    setSentence(
      `${isolated(personName(newest.authorId, people, newest.authorName))}: ${isolated(newest.plain.slice(0, 300))}`,
    );
  }, [kind, messages, people]);
  return (
    <OnlyHeard aria-live="polite" role="status">
      {sentence}
    </OnlyHeard>
  );
};
